import { define, SILENT } from "../base.ts";

export default define({
  key: "rich_text",
  defaults: { body: {} },
  ...SILENT,
});
