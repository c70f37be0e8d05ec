//! `cargo test` in the project's root tests one package, the viewer. This says how to test the others.

fn main() {
    // With `--workspace` the press is tested too, which turns this feature on. Arguments come from somebody
    // who looks for something else.
    if cfg!(feature = "ssr") || std::env::args().count() > 1 {
        return;
    }
    println!(
        "\nOnly the viewer's own tests ran.\n\
         Everything that needs no browser: cargo xtask test --quick\n\
         What a change has to pass:        cargo xtask test\n"
    );
}
