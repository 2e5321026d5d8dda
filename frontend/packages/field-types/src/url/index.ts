import { define, INPUT, issue, wrongType } from "../base.ts";
import { isLine, readLine } from "../wording.ts";

const URL_FORM =
  /^https?:\/\/[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62})*\.[a-z][a-z0-9-]{1,62}(?::[0-9]{1,5})?(?:[/?#][!#$%&'()*+,./0-9:;=?@A-Z[\]_a-z~-]*)?$/;

export default define({
  key: "url",
  defaults: { ...INPUT, https_only: false },
  read: (posted) => readLine(posted, written),
  check(value, settings) {
    if (!isLine(value)) return wrongType();
    if (value.length > 2_000 || !URL_FORM.test(value)) return [issue("url")];
    return settings.https_only && !value.startsWith("https:") ? [issue("https")] : [];
  },
  display: String,
});

/** Scheme and host in small letters; a plain name gets `https://`. */
function written(text: string): string {
  const whole = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) ? text : `https://${text}`;
  const cut = whole.indexOf("://");
  if (cut < 0) return whole.toLowerCase();
  const rest = whole.slice(cut + 3);
  const found = rest.search(/[/?#]/);
  const host = found < 0 ? rest : rest.slice(0, found);
  return `${whole.slice(0, cut).toLowerCase()}://${host.toLowerCase()}${rest.slice(host.length)}`;
}
