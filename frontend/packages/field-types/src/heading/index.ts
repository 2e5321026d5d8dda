import { define, SILENT } from "../base.ts";

export default define({
  key: "heading",
  defaults: { level: "2" },
  ...SILENT,
});
