import { define, SILENT } from "../base.ts";

export default define({
  key: "divider",
  defaults: {},
  ...SILENT,
});
