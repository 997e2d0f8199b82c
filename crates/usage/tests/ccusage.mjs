// Counts the corpus with ccusage and prints the table of `tests/data/ccusage.tsv`:
//
//     cargo run -p usage --example corpus /tmp/corpus
//     npm install --prefix /tmp/ccusage ccusage@20.0.24
//     node crates/usage/tests/ccusage.mjs /tmp/corpus /tmp/ccusage/node_modules/ccusage/src/cli.js
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const [corpus, program] = process.argv.slice(2);
console.log("case\tday\tmodel\tinput\tcache read\tcache written\toutput");
for (const name of readdirSync(corpus).sort()) {
  const home = join(corpus, name);
  const env = { ...process.env, HOME: home, CLAUDE_CONFIG_DIR: join(home, ".claude"), CODEX_HOME: join(home, ".codex") };
  const tool = name.split("-")[0];
  const args = [program, tool, "daily", "--json", "--offline", "-z", "UTC"];
  let days = [];
  try {
    days = JSON.parse(execFileSync("node", args, { env, stdio: ["ignore", "pipe", "ignore"] })).daily ?? [];
  } catch {
    // It prints no JSON where it finds nothing.
  }
  for (const day of days) {
    const models = day.modelBreakdowns ?? Object.entries(day.models).map(([modelName, counts]) => ({ modelName, ...counts }));
    for (const m of models.sort((a, b) => (a.modelName < b.modelName ? -1 : 1))) {
      const counts = [m.inputTokens, m.cacheReadTokens, m.cacheCreationTokens, m.outputTokens];
      console.log([name, day.date, m.modelName, ...counts].join("\t"));
    }
  }
}
