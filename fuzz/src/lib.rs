//! Shared by the fuzz targets.

use import::config::Config;
use import::diagnostics::Diagnostics;
use std::path::Path;

/// Imports a text as if the file `name` held it. It may be refused but must not panic, and the article
/// must survive serialization and deserialization.
pub fn import(name: &str, text: &str) {
    let config = Config::of_folder(Path::new("/nonexistent"));
    let diagnostics = Diagnostics::new();
    if let Some(story) = import::import_text(&config, name, text, &diagnostics) {
        let json = serde_json::to_string(&story.article).expect("an article is JSON");
        let json = viewer::json::Json::parse(&json).expect("the viewer parses what the press writes");
        let read: article::Article = json.read().expect("the viewer reads what the press writes");
        assert_eq!(read, story.article);
    }
    diagnostics.print_all(&mut std::io::sink(), false);
}
