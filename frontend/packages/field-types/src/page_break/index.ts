import { define, SILENT } from "../base.ts";

export default define({
  key: "page_break",
  defaults: {},
  ...SILENT,
});
