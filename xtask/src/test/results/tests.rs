//! Tests of `results.rs`.

use super::Results;
use crate::test::report::Counts;

const LINES: &str = r#"{"kind":"trial","engine":"chromium","name":"a::one","outcome":"passed","seconds":1.25,"tries":1}
{"kind":"trial","engine":"firefox","name":"a::one","outcome":"passed","seconds":90,"tries":2}
{"kind":"trial","engine":"firefox","name":"a::two","outcome":"failed","seconds":2.5,"tries":2,"error":"no page"}
{"kind":"fault","engine":"chromium","fault":"busy","way":"opened","page":"front","passed":true}
{"kind":"fault","engine":"chromium","fault":"busy","way":"opened","page":"topic","passed":false}
{"kind":"fault","engine":"firefox","fault":"busy","way":"opened","page":"front","passed":true}
{"kind":"fault","engine":"chromium","fault":"busy","way":"followed","page":"front","passed":true}
{"kind":"count","engine":"webkit","of":"hostile articles","passed":66,"failed":0}
{"kind":"count","engine":"webkit","of":"hostile articles","passed":4,"failed":1}
{"kind":"host","engine":"chromium","host":"nginx","at":"/","passed":7,"failed":0}
{"kind":"host","engine":"chromium","host":"nginx","at":"/a/b/","passed":6,"failed":1}
"#;

fn results() -> Results {
    Results::parse(LINES).unwrap()
}

#[test]
fn counts_trials() {
    assert_eq!(results().counts(), Counts { passed: 2, failed: 1 });
    assert_eq!(results().failures(), ["firefox::a::two: no page"]);
    assert_eq!(results().warnings(), ["firefox::a::one passed at try 2"]);
    assert_eq!(Results::default().counts(), Counts::default());
}

#[test]
fn tells_what_passed_in_each_engine() {
    assert_eq!(
        results().summary(),
        "what passed                      Chromium  Firefox   WebKit\n\
         hostile articles                        –        –       70\n\
         pages under faults                      2        1        –\n\
         trials                                  1        1        –\n\
         hosts: 2 places, 13 trials\n"
    );
}

#[test]
fn tells_what_took_longest() {
    assert_eq!(
        results().slowest(),
        "what took longest                                         seconds\n\
         firefox::a::one                                              90.0\n\
         firefox::a::two                                               2.5\n\
         chromium::a::one                                              1.2\n"
    );
}

#[test]
fn tells_which_pages_a_fault_has_broken() {
    assert_eq!(
        results().fault_table(),
        "| fault | Chromium | Firefox | WebKit |\n| --- | --- | --- | --- |\n\
         | busy, followed | 1 ✓ | – | – |\n| busy, opened | topic ✗ | 1 ✓ | – |\n"
    );
}

#[test]
fn what_is_no_result_is_an_error() {
    for line in ["{}", "test result: ok", r#"{"kind":"trial","engine":"firefox"}"#, "\n"] {
        assert!(Results::parse(line).is_err(), "{line}");
    }
    assert_eq!(Results::parse("").unwrap(), Results::default());
}
