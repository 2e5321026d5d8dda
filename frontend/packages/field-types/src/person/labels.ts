/** The parts of a person in the order in which they are asked, with their words. */

import type { Words } from "../composite.ts";

export const LABELS = {
  name: { vi: "Họ, chữ đệm và tên", en: "Full name" },
  other_name: { vi: "Tên gọi khác", en: "Other name" },
  birth: { vi: "Ngày sinh", en: "Date of birth" },
  sex: { vi: "Giới tính", en: "Sex" },
  ethnicity: { vi: "Dân tộc", en: "Ethnic group" },
  nationality: { vi: "Quốc tịch", en: "Nationality" },
  personal_number: { vi: "Số định danh cá nhân", en: "Personal number" },
  paper_type: { vi: "Loại giấy tờ tùy thân", en: "Kind of identity paper" },
  paper_number: { vi: "Số giấy tờ", en: "Number of the paper" },
  paper_date: { vi: "Ngày cấp", en: "Date of issue" },
  paper_place: { vi: "Nơi cấp", en: "Place of issue" },
  residence_kind: { vi: "Loại cư trú", en: "Kind of residence" },
  residence: { vi: "Nơi cư trú", en: "Residence" },
  residence_abroad: { vi: "Nơi cư trú ở nước ngoài", en: "Residence abroad" },
  birthplace: { vi: "Nơi sinh", en: "Place of birth" },
  hometown: { vi: "Quê quán", en: "Home town" },
  relation: {
    vi: "Quan hệ với người được cấp giấy",
    en: "Relation to the person the paper is for",
  },
  phone: { vi: "Số điện thoại", en: "Telephone" },
  email: { vi: "Thư điện tử", en: "E-mail" },
} as const satisfies Readonly<Record<string, Words>>;

export type PartName = keyof typeof LABELS;
type Choices = readonly (readonly [value: string, vi: string, en: string])[];

const options = (choices: Choices): { value: string; label: Words; hint: Words }[] =>
  choices.map(([value, vi, en]) => ({ value, label: { vi, en }, hint: {} }));

export const SEXES = options([
  ["male", "Nam", "Male"],
  ["female", "Nữ", "Female"],
  ["unknown", "Chưa xác định", "Not determined"],
]);
export const PAPERS = options([
  ["can_cuoc", "Thẻ căn cước, căn cước công dân", "Identity card"],
  ["cmnd", "Chứng minh nhân dân (9 số)", "Old identity card (9 digits)"],
  ["passport", "Hộ chiếu", "Passport"],
  ["other", "Giấy tờ khác", "Another paper"],
]);
export const RESIDENCES = options([
  ["permanent", "Thường trú", "Permanent"],
  ["temporary", "Tạm trú", "Temporary"],
  ["present", "Nơi ở hiện tại", "Present abode"],
]);
