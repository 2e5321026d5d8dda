import { define, SILENT } from "../base.ts";

export default define({
  key: "explanation",
  defaults: { body: {}, style: "plain" },
  ...SILENT,
});
