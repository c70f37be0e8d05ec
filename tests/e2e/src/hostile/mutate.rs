//! Hostile bundles: valid data, mutated in one place.

use serde_json::{Map, Value, json};

/// Occurs in every address that hostile scripts request.
pub const ASKED: &str = "pwned";

/// A valid article with every field, from the format's tests.
pub const ARTICLE: &str = include_str!("../../../../article/tests/article.json");
/// A list of headlines.
pub const LIST: &str = include_str!("../../../../article/tests/list.json");
/// A front page.
pub const FRONT: &str = include_str!("../../../../article/tests/front.json");
/// A publication.
pub const PUBLICATION: &str = include_str!("../../../../article/tests/publication.json");

/// Mutated data.
pub struct Mutant {
    /// A description of the mutation.
    pub name: String,
    /// The data.
    pub text: String,
}

/// HTML and scripts to replace texts with. Each contains a letter, so that a heading isn't blank.
const PAYLOADS: [&str; 6] = [
    "x\"><script>fetch(/pwned/)</script><img src=x onerror=fetch(/pwned/)>",
    "x' onclick='fetch(/pwned/)' autofocus onfocus='fetch(/pwned/)",
    "x</title></script></style></textarea><svg onload=fetch(/pwned/)>",
    "javascript:fetch(/pwned/)",
    "x\u{0}\u{1}\u{1b}[31m\u{202e}\u{2067}\u{feff}\u{fffe}",
    "{{x}}${x}<!-- --><template><p>x",
];

const ADDRESSES: [&str; 14] = [
    "javascript:fetch(/pwned/)",
    "JaVaScRiPt:fetch(/pwned/)",
    " \u{1}javascript:fetch(/pwned/)",
    "java\nscript:fetch(/pwned/)",
    "java\tscript:fetch(/pwned/)",
    "\u{a0}javascript:fetch(/pwned/)",
    "javascript://%0afetch(/pwned/)",
    "data:text/html,<script>fetch(/pwned/)</script>",
    "vbscript:x",
    "blob:http://localhost/x",
    "file:///etc/passwd",
    "//localhost/pwned/",
    "../../../pwned/x",
    "\\\\localhost\\pwned",
];

/// How many of them each field gets. Coprime to their number, so that all occur.
const ADDRESSES_EACH: usize = 5;

/// Fields that are addresses or parts of addresses.
const ADDRESS_FIELDS: [&str; 8] =
    ["href", "file", "poster", "address", "heading", "fragment", "slug", "id"];

/// A placeholder for numbers that no JSON serializer writes.
const NUMBER: &str = "@number@";
const NUMBERS: [&str; 8] =
    ["1e999", "-1e999", "-1", "9007199254740993", "1.5", "4294967296", "1e-400", "-0"];

/// All generic mutations of data.
pub fn every(data: &Value) -> Vec<Mutant> {
    [texts, addresses, types, numbers, keys].iter().flat_map(|spoil| spoil(data)).collect()
}

/// Replaces each text by a payload.
pub fn texts(data: &Value) -> Vec<Mutant> {
    each(data, |value, at| value.is_string().then(|| json!(PAYLOADS[at % PAYLOADS.len()])))
}

/// Replaces each address by several forbidden addresses.
pub fn addresses(data: &Value) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (path, value) in places(data) {
        let field = path.rsplit('/').next().unwrap_or_default();
        if value.is_string() && ADDRESS_FIELDS.contains(&field) {
            let some = ADDRESSES.iter().cycle().skip(mutants.len()).take(ADDRESSES_EACH);
            mutants.extend(some.map(|address| with(data, &path, json!(address))));
        }
    }
    mutants
}

/// Replaces each value by one of another type.
pub fn types(data: &Value) -> Vec<Mutant> {
    let others =
        [json!(null), json!(true), json!(-1), json!("x"), json!([]), json!({}), json!([[]])];
    each(data, |value, at| {
        let other = others
            .iter()
            .cycle()
            .skip(at)
            .find(|other| std::mem::discriminant(*other) != std::mem::discriminant(value));
        other.cloned()
    })
}

/// Replaces each number by numbers out of range.
pub fn numbers(data: &Value) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (path, value) in places(data) {
        if value.is_number() {
            for number in NUMBERS {
                let mut mutant = with(data, &path, json!(NUMBER));
                mutant.text = mutant.text.replace(&format!("\"{NUMBER}\""), number);
                mutant.name = format!("{path} = {number}");
                mutants.push(mutant);
            }
        }
    }
    mutants
}

/// Removes each key; adds keys that are special in JavaScript to each object.
pub fn keys(data: &Value) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (path, value) in places(data) {
        if let Some((parent, key)) = path.rsplit_once('/')
            && data.pointer(parent).is_some_and(Value::is_object)
        {
            let mut spoilt = data.clone();
            if let Some(Value::Object(fields)) = spoilt.pointer_mut(parent) {
                fields.remove(&key.replace("~1", "/"));
            }
            mutants.push(Mutant { name: format!("{path} is missing"), text: spoilt.to_string() });
        }
        if let Value::Object(fields) = value {
            let mut more = fields.clone();
            more.extend(strange_keys());
            let mut mutant = with(data, &path, Value::Object(more));
            mutant.name = format!("{path} has strange keys");
            mutants.push(mutant);
        }
    }
    mutants
}

fn strange_keys() -> Map<String, Value> {
    let names =
        ["__proto__", "constructor", "toString", "innerHTML", "onclick", "length", "", "<b>"];
    let value = json!({"innerHTML": "<script>fetch(/pwned/)</script>", "x": [1]});
    names.into_iter().map(|name| (name.to_owned(), value.clone())).collect()
}

fn each(data: &Value, other: impl Fn(&Value, usize) -> Option<Value>) -> Vec<Mutant> {
    let spoilt =
        |(at, (path, value)): (usize, (String, &Value))| Some(with(data, &path, other(value, at)?));
    places(data).into_iter().enumerate().filter_map(spoilt).collect()
}

fn with(data: &Value, path: &str, value: Value) -> Mutant {
    let name = format!("{path} = {value}");
    let mut spoilt = data.clone();
    if let Some(place) = spoilt.pointer_mut(path) {
        *place = value;
    }
    Mutant { name, text: spoilt.to_string() }
}

/// Every value inside `data`, with its JSON Pointer (RFC 6901).
fn places(data: &Value) -> Vec<(String, &Value)> {
    let mut found = vec![(String::new(), data)];
    let mut at = 0;
    while at < found.len() {
        let (path, value) = found[at].clone();
        match value {
            Value::Array(items) => {
                found.extend(
                    items.iter().enumerate().map(|(n, item)| (format!("{path}/{n}"), item)),
                );
            }
            Value::Object(fields) => {
                found.extend(fields.iter().map(|(key, field)| (format!("{path}/{key}"), field)));
            }
            _ => {}
        }
        at += 1;
    }
    found.remove(0);
    found
}

/// Articles with specific mutations.
pub fn articles() -> Vec<Mutant> {
    let around = |body: &str| {
        format!(r#"{{"version":1,"slug":"b","language":"en","headline":"Whole","body":{body}}}"#)
    };
    let text = |text: &str| around(&format!(r#"[{{"paragraph":[{{"text":"{text}"}}]}}]"#));
    let mut mutants = vec![
        ("a newer version", around("[]").replacen('1', "999", 1)),
        ("no version", around("[]").replacen("version", "verison", 1)),
        (
            "keys twice",
            around("[]").replacen('{', r#"{"headline":"<script>","headline":["x"],"#, 1),
        ),
        ("a literal that is no number", around("[]").replacen('1', "NaN", 1)),
        ("infinity", around("[]").replacen('1', "Infinity", 1)),
        ("a leading zero", around("[]").replacen('1', "01", 1)),
        ("a comment", around("[]") + "/* */"),
        ("a mark at the beginning", "\u{feff}".to_owned() + &around("[]")),
        ("two values", around("[]") + &around("[]")),
        ("null", "null".to_owned()),
        ("a list", "[]".to_owned()),
        ("a text", "\"x\"".to_owned()),
        ("a list that looks like an article", "[1,\"b\"]".to_owned()),
        ("HTML", "<script>fetch(/pwned/)</script>".to_owned()),
        ("lone surrogates", text(r"a\ud800b\udfffc")),
        ("a NUL", text(r"a\u0000b")),
        ("a NUL as it is", text("a\u{0}b")),
        ("a long paragraph", text(&"word ".repeat(2_000_000))),
        ("an unknown block", around(r#"[{"marquee":[]}]"#)),
        (
            "an unknown inline",
            around(r#"[{"paragraph":[{"html":"<script>fetch(/pwned/)</script>"}]}]"#),
        ),
        ("a block of two kinds", around(r#"[{"paragraph":[],"divider":null}]"#)),
        ("a block of no kind", around("[{}]")),
        ("a kind of objects", around(r#"["__proto__","constructor"]"#)),
        ("a divider with a value", around(r#"[{"divider":[1]}]"#)),
        ("many blocks", around(&format!("[{}\"divider\"]", "\"divider\",".repeat(5_000)))),
        ("many items", around(&format!(r#"[{{"list":{{"items":[{}[]]}}}}]"#, "[],".repeat(5_000)))),
    ];
    let nests = [
        ("quotations", r#"{"quotation":{"body":["#, "]}}"),
        ("pull quotes", r#"{"pull_quote":{"body":["#, "]}}"),
        ("lists", r#"{"list":{"items":[["#, "]]}}"),
        ("asides", r#"{"aside":{"body":["#, "]}}"),
        ("emphasis", r#"{"emphasis":["#, "]}"),
        ("spans", r#"{"span":{"language":"de","text":["#, "]}}"),
        ("links", r#"{"link":{"to":{"address":"a"},"text":["#, "]}}"),
        ("unknown keys", r#"{"x":"#, "}"),
        ("arrays", "[", "]"),
    ];
    let deep = [20, 45, 60, 100, 200, 1_000, 100_000];
    let names: Vec<(String, String)> = nests
        .iter()
        .flat_map(|(name, open, close)| deep.map(|depth| (name, open, close, depth)))
        .map(|(name, open, close, depth)| {
            let inner = [open.repeat(depth), close.repeat(depth)].concat();
            let body = match *name {
                "emphasis" | "spans" | "links" => {
                    around(&format!(r#"[{{"paragraph":[{inner}]}}]"#))
                }
                "unknown keys" => {
                    let inner = inner.replacen(":}", ":1}", 1);
                    around("[]").replacen('{', &format!(r#"{{"unknown":{inner},"#), 1)
                }
                _ => around(&format!("[{inner}]")),
            };
            (format!("{depth} {name}"), body)
        })
        .collect();
    mutants.extend(names.iter().map(|(name, text)| (name.as_str(), text.clone())));
    mutants.into_iter().map(|(name, text)| Mutant { name: name.to_owned(), text }).collect()
}

impl Mutant {
    /// The text to send, with this mutant's number in what its scripts request.
    pub fn sent(&self, number: usize) -> String {
        self.text.replace(&format!("/{ASKED}/"), &format!("/{ASKED}-{number}/"))
    }
}
