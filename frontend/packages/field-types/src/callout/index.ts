import { define, SILENT } from "../base.ts";

export default define({
  key: "callout",
  defaults: { body: {}, tone: "information" },
  ...SILENT,
});
