//! `cargo test` in the project's root tests only the viewer. This prints how to test all packages.

fn main() {
    // With `--workspace` the press is tested too, which enables this feature. With arguments, a certain test is wanted.
    if cfg!(feature = "ssr") || std::env::args().count() > 1 {
        return;
    }
    println!(
        "\nOnly the viewer's own tests ran.\n\
         Everything that needs no browser: cargo xtask test --quick\n\
         What a change has to pass:        cargo xtask test\n"
    );
}
