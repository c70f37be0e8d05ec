// Minifies the scripts and style sheets of a viewer: `node minify.js TERSER LIGHTNINGCSS FOLDER`, the
// first two being the folders of those packages.

const { readdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const [terser, lightningcss, folder] = process.argv.slice(2);
const { minify } = require(terser);
const { transform } = require(lightningcss);

/** Minifies several scripts into one, which replaces the last. */
async function minifyScripts(names, options) {
  const files = names.map((name) => join(folder, name));
  const parts = Object.fromEntries(files.map((file) => [file, readFileSync(file, "utf8")]));
  const { code } = await minify(parts, { compress: { passes: 3 }, ...options });
  files.forEach((file) => rmSync(file));
  writeFileSync(files.at(-1), code);
}

async function main() {
  // The press calls this function by name.
  await minifyScripts(["viewer.js"], { module: true, mangle: { reserved: ["__wbg_init"] } });
  await minifyScripts(["start.js"], { module: true });
  const worker = readdirSync(join(folder, "worker")).sort().map((name) => join("worker", name));
  // The constants that the press declares keep their names, because these files don't declare them.
  await minifyScripts(worker, { toplevel: true });
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".css"))) {
    const file = join(folder, name);
    writeFileSync(file, transform({ filename: name, code: readFileSync(file), minify: true }).code);
  }
}

main();
