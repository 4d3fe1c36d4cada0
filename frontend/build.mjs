// Builds the style sheets and copies the typefaces: .venv/bin/node frontend/build.mjs
//
// Nothing third-party is committed: the design system, its generated theme and the typefaces come from
// node_modules. Everything ends in samspill/design/static/design/build/ and, for paper, in
// samspill/documents/fonts/; git ignores both.

import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const out = path.join(root, "samspill/design/static/design/build");
const paper = path.join(root, "samspill/documents/fonts");
const css = (name) => path.join(here, "css", name);

// What a first visit may weigh in bytes, compressed; the page itself gets the rest of the 120 kB.
const budgets = { visit: 110_000, answer: 4_000 };

async function main() {
  const work = await mkdtemp(path.join(tmpdir(), "samspill-theme-"));
  try {
    const theme = generateTheme(work);
    await rm(out, { recursive: true, force: true });
    await bundle(theme);
    await writeFile(path.join(out, "charts.css"), await chartsForDocuments());
    await copyPrintFonts();
    await weigh();
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function generateTheme(work) {
  const cli = path.join(root, "node_modules/@digdir/designsystemet/dist/bin/designsystemet.js");
  const config = path.join(root, "designsystemet.config.json");
  designsystemet(work, cli, "tokens", "create", "--config", config);
  designsystemet(work, cli, "tokens", "build", "-t", "design-tokens", "-o", "theme", "--config", config);
  return path.join(work, "theme/samspill.css");
}

function designsystemet(cwd, ...argv) {
  const outcome = spawnSync(process.execPath, argv, { cwd, encoding: "utf8" });
  if (outcome.status !== 0) throw new Error(`The theme could not be generated:\n${outcome.stdout}${outcome.stderr}`);
}

async function bundle(theme) {
  await build({
    entryPoints: { samspill: path.join(here, "samspill.css"), answer: path.join(here, "answer.css") },
    outdir: out,
    bundle: true,
    minify: true,
    logLevel: "warning",
    target: ["chrome109", "firefox115", "safari16"],
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]",
    plugins: [made(theme)],
  });
}

/** Style sheets that are made rather than written: `made:theme` and `made:dark`. */
function made(theme) {
  return {
    name: "made",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^made:/ }, ({ path: name }) => ({ path: name, namespace: "made" }));
      esbuild.onLoad({ filter: /.*/, namespace: "made" }, async ({ path: name }) => ({
        contents: name === "made:theme" ? await readFile(theme, "utf8") : dark(await declarations("dark.css")),
        loader: "css",
      }));
    },
  };
}

/** The dark values under the two selectors they need: what the device says, and what the person chose. */
const dark = (values) => `
  @media (prefers-color-scheme: dark) { [data-color-scheme="auto"] { ${values} } }
  [data-color-scheme="dark"] { ${values} }`;

async function declarations(name) {
  const text = await readFile(css(name), "utf8");
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^[^{]*\{|\}\s*$/g, "");
}

/** The chart rules with their light values written out, for PDF and Word: renderers there know no var(). */
async function chartsForDocuments() {
  const config = JSON.parse(await readFile(path.join(root, "designsystemet.config.json"), "utf8"));
  const colors = config.themes.samspill.overrides.colors;
  const values = new Map([...(await declarations("tokens.css")).matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((m) => [m[1], m[2]]));
  const look = (name) => {
    const [, family, step] = name.match(/^--ds-color-([a-z]+)-(.+)$/) ?? [];
    if (family) return colors[family][step].light;
    return (values.get(name) ?? "").replace(/var\((--[\w-]+)\)/g, (_, inner) => look(inner));
  };
  const rules = await readFile(css("charts.css"), "utf8");
  const flat = rules.split("/* only on screen */")[0].replace(/\/\*[\s\S]*?\*\//g, "");
  return flat.replace(/var\((--[\w-]+)\)/g, (_, name) => look(name)).replace(/\s+/g, " ").trim();
}

/** TrueType for PDF: typst reads no woff2, and no browser is sent them. The licence goes with the files. */
async function copyPrintFonts() {
  const fonts = { inter: ["400Regular", "500Medium", "600SemiBold"], newsreader: ["400Regular", "500Medium"] };
  await rm(paper, { recursive: true, force: true });
  await mkdir(paper, { recursive: true });
  for (const [family, weights] of Object.entries(fonts)) {
    const source = path.join(root, "node_modules/@expo-google-fonts", family);
    const title = family[0].toUpperCase() + family.slice(1);
    await copyFile(path.join(source, "LICENSE_FONT"), path.join(paper, `${title}-OFL.txt`));
    for (const weight of weights) {
      const name = `${title}_${weight}.ttf`;
      await copyFile(path.join(source, weight, name), path.join(paper, name));
    }
  }
}

async function weigh() {
  const size = async (name) => {
    const bytes = await readFile(path.join(out, name));
    return name.endsWith(".woff2") ? bytes.length : brotliCompressSync(bytes).length;
  };
  const fonts = (await readdir(path.join(out, "fonts"))).map((name) => `fonts/${name}`);
  const sheet = await size("samspill.css");
  const visit = sheet + (await Promise.all(fonts.map(size))).reduce((a, b) => a + b, 0);
  const answer = await size("answer.css");
  console.log(`samspill.css ${sheet} B, with typefaces ${visit} B; answer.css ${answer} B (compressed)`);
  if (visit > budgets.visit || answer > budgets.answer) throw new Error(`Over the budget of ${JSON.stringify(budgets)}`);
}

await main();
