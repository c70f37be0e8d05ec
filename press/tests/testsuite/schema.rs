//! The JSON Schema of the published format equals the types.
//!
//! `UPDATE_EXPECT=1 cargo test -p press --test testsuite schema` updates it.

use article::{Article, Front, HeadlineList, Publication};
use expect_test::expect_file;
use schemars::generate::SchemaSettings;

#[test]
fn schema_is_current() {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    generator.subschema_for::<Article>();
    generator.subschema_for::<Publication>();
    generator.subschema_for::<Front>();
    generator.subschema_for::<HeadlineList>();
    let schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dateline's published format",
        "description": "data/article/*.json and data/page/*.json are Article, data/publication.json is Publication, \
                        data/index.json is Front, all other files are HeadlineList.",
        "version": article::FORMAT_VERSION,
        "$defs": generator.take_definitions(true),
    });
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
    expect_file!["../../../docs/article.schema.json"].assert_eq(&text);
}
