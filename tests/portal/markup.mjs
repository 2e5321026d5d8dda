// Checks saved pages with html-validate: one process for all of them.
// node markup.mjs FRONTEND_PACKAGE_JSON < [{"id": "...", "file": "..."}, ...] > [{"id", "rule", ...}]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(process.argv[2]);
const { HtmlValidate, StaticConfigLoader } = require("html-validate");
const config = JSON.parse(readFileSync(new URL("./markup.json", import.meta.url), "utf8"));
delete config.reasons;

const checker = new HtmlValidate(new StaticConfigLoader(config));
const found = [];
for (const { id, file } of JSON.parse(await text(process.stdin))) {
  const report = checker.validateStringSync(readFileSync(file, "utf8"), `${id}.html`);
  for (const result of report.results) {
    const lines = result.source === null ? [] : result.source.split("\n");
    for (const each of result.messages) {
      if (each.severity < 2) continue;
      found.push({
        id,
        rule: each.ruleId,
        message: each.message,
        selector: each.selector,
        line: (lines[each.line - 1] ?? "").slice(Math.max(0, each.column - 40), each.column + 80),
      });
    }
  }
}
process.stdout.write(JSON.stringify(found));
