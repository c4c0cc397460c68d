// Joins, minifies and hashes what the browser gets: static/js and static/css by esbuild, static/icons copied.
// Output: static/build/<name>-<HASH>.<ext> with .br and .gz beside it, and manifest.json, written last,
// which maps plain names to hashed ones. Run by `make assets`; nothing in static/build is committed.
import { createHash } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import path from "node:path"
import { promisify } from "node:util"
import { fileURLToPath } from "node:url"
import zlib from "node:zlib"
import * as esbuild from "esbuild"

const root = path.dirname(fileURLToPath(import.meta.url))
const out = path.join(root, "static/build")
const brotli = promisify(zlib.brotliCompress)
// A page that was opened before an update still asks for the files it was made with.
const KEEP_MS = 7 * 24 * 60 * 60 * 1000
const gzip = promisify(zlib.gzip)

await mkdir(out, { recursive: true })
const files = new Map([...(await bundle()), ...(await icons())])
await Promise.all([...files.values()].map(write))
await writeManifest()
await removeStale()

/** [plain name, {name, bytes}] of what every page loads, and of what only coaches and only the player need. */
async function bundle() {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["js/app.js", "js/coach.js", "js/player.js", "css/app.css", "css/coach.css"].map((name) => `static/${name}`),
    bundle: true, minify: true, format: "iife", target: "safari16.4", charset: "utf8", legalComments: "none",
    outdir: out, entryNames: "[name]-[hash]", write: false, logLevel: "warning",
  })
  return result.outputFiles.map(({ path: file, contents }) => {
    const name = path.basename(file)
    return [name.replace(/-[A-Z0-9]{8}(?=\.)/, ""), { name, bytes: contents }]
  })
}

/** The sprite, the favicon and the app's icons. */
async function icons() {
  const from = path.join(root, "static/icons")
  return Promise.all((await readdir(from)).sort().map(async (file) => {
    const bytes = squeeze(file, await readFile(path.join(from, file)))
    const { name, ext } = path.parse(file)
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase()
    return [file, { name: `${name}-${hash}${ext}`, bytes }]
  }))
}

function squeeze(file, bytes) {
  if (!file.endsWith(".svg")) return bytes
  return Buffer.from(bytes.toString().replace(/<!--.*?-->/gs, "").replace(/>\s+</g, "><").trim())
}

async function write({ name, bytes }) {
  const file = path.join(out, name)
  await writeFile(file, bytes)
  if (name.endsWith(".png")) return
  const quality = { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 }
  await writeFile(`${file}.br`, await brotli(bytes, { params: quality }))
  await writeFile(`${file}.gz`, await gzip(bytes, { level: 9 }))
}

async function writeManifest() {
  const names = Object.fromEntries([...files].map(([plain, { name }]) => [plain, name]))
  const file = path.join(out, "manifest.json")
  await writeFile(`${file}.new`, JSON.stringify(names, null, 2) + "\n")
  await rename(`${file}.new`, file) // a reader sees the old list or the new one, never half of it
}

async function removeStale() {
  const kept = new Set([...files.values()].flatMap(({ name }) => [name, `${name}.br`, `${name}.gz`]))
  const others = (await readdir(out)).filter((name) => name !== "manifest.json" && !kept.has(name))
  await Promise.all(others.map(async (name) => {
    const file = path.join(out, name)
    if (Date.now() - (await stat(file)).mtimeMs > KEEP_MS) await rm(file, { recursive: true, force: true })
  }))
}
