import { ANSWER, define } from "../base.ts";
import type { Settings } from "../base.ts";
import address from "../address/index.ts";
import { inner, ofParts } from "../composite.ts";
import type { InnerPart } from "../composite.ts";
import number from "../number/index.ts";
import shortText from "../short_text/index.ts";
import singleChoice from "../single_choice/index.ts";

const USES = [
  { value: "residential", label: { vi: "Đất ở", en: "Residential" } },
  { value: "annual_crops", label: { vi: "Đất trồng cây hằng năm", en: "Annual crops" } },
  { value: "perennial", label: { vi: "Đất trồng cây lâu năm", en: "Perennial crops" } },
  { value: "forest", label: { vi: "Đất lâm nghiệp", en: "Forest" } },
  { value: "business", label: { vi: "Đất thương mại, dịch vụ", en: "Commercial" } },
  { value: "production", label: { vi: "Đất cơ sở sản xuất", en: "Production" } },
  { value: "other", label: { vi: "Loại đất khác", en: "Other" } },
];
const AREA = { min: 0.01, max: 100_000_000, decimals: 2, unit: { vi: "m²", en: "m²" } };

const ALL: readonly InnerPart[] = [
  inner("sheet", shortText, { max_length: 20 }, { vi: "Tờ bản đồ số", en: "Map sheet" }),
  inner("plot", shortText, { max_length: 20 }, { vi: "Thửa đất số", en: "Plot number" }),
  inner("area", number, AREA, { vi: "Diện tích", en: "Area" }),
  inner("use", singleChoice, { options: USES }, { vi: "Mục đích sử dụng", en: "Land use" }),
  inner(
    "certificate",
    shortText,
    { max_length: 60 },
    { vi: "Số giấy chứng nhận", en: "Number of the certificate" },
  ),
  inner(
    "address",
    address,
    { detail_required: false },
    { vi: "Địa chỉ thửa đất", en: "Address of the plot" },
  ),
];

function partsOf(settings: Settings<"land_plot">): InnerPart[] {
  const needed = new Set<string>(settings.required_parts);
  const asked = new Set<string>([...needed, ...settings.optional_parts]);
  return ALL.filter((part) => asked.has(part.key)).map((part) => ({
    ...part,
    required: needed.has(part.key),
  }));
}

export default define({
  key: "land_plot",
  defaults: {
    ...ANSWER,
    required_parts: ["sheet", "plot", "address"],
    optional_parts: ["area"],
  },
  ...ofParts(partsOf),
});
