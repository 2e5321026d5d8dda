import { define, SILENT } from "../base.ts";

export default define({
  key: "picture",
  defaults: { source: "", alternative: {}, caption: {}, decorative: false },
  ...SILENT,
});
