// Bundles plot.js for the pages of hebb, with the licences of what is in it: node bundle.js FILE.
import { build } from "esbuild";
import { readFileSync, readdirSync } from "node:fs";

const options = {
  entryPoints: ["plot.js"],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Plot",
  target: "es2022",
  legalComments: "none",
  write: false,
  metafile: true,
};
const inputs = Object.values((await build(options)).metafile.outputs)[0].inputs;
const folders = new Set(
  Object.keys(inputs)
    .filter((path) => inputs[path].bytesInOutput > 0)
    .map((path) => path.match(/^node_modules\/(@[^/]+\/)?[^/]+/)?.[0])
    .filter(Boolean),
);

// Packages by the text of their licence, so that each text stands there once.
const texts = new Map();
for (const folder of [...folders].sort()) {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = readFileSync(`${folder}/${file}`, "utf8").replace(/\r/g, "").trim();
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
}
const notices = [...texts].map(([text, names]) => `${names.join(", ")}\n\n${text}`);
const banner = `/*!\n${notices.join("\n\n----\n\n")}\n*/`;

await build({ ...options, write: true, metafile: false, banner: { js: banner }, outfile: process.argv[2] });
