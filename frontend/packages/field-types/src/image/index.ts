import { define } from "../base.ts";
import file from "../file/index.ts";

export default define({
  ...file,
  key: "image",
  defaults: {
    ...file.defaults,
    kinds: ["image"],
    max_count: 1,
    camera: "none",
    max_side: 2000,
  },
});
