/** What functions are called in formulas: Vietnamese, in capitals; English names do as well. */

import { OPERATORS } from "@motcua/form-schema";
import type { OperatorKey } from "@motcua/form-schema";
import { fold } from "../../model/text.ts";

const NAMES: Readonly<Record<OperatorKey, string>> = {
  and: "VÀ",
  or: "HOẶC",
  not: "KHÔNG",
  if: "NẾU",
  coalesce: "CÂU_ĐẦU_TIÊN_CÓ",
  eq: "BẰNG",
  ne: "KHÁC",
  lt: "NHỎ_HƠN",
  le: "KHÔNG_QUÁ",
  gt: "LỚN_HƠN",
  ge: "TỪ",
  between: "TRONG_KHOẢNG",
  in: "THUỘC",
  contains: "CÓ_CHỌN",
  empty: "CHƯA_TRẢ_LỜI",
  filled: "ĐÃ_TRẢ_LỜI",
  any: "CÓ_MỤC",
  all: "MỌI_MỤC",
  sum: "TỔNG",
  min: "NHỎ_NHẤT",
  max: "LỚN_NHẤT",
  count: "ĐẾM",
  add: "CỘNG",
  sub: "TRỪ",
  mul: "NHÂN",
  div: "CHIA",
  round: "LÀM_TRÒN",
  floor: "LÀM_TRÒN_XUỐNG",
  ceil: "LÀM_TRÒN_LÊN",
  abs: "TRỊ_TUYỆT_ĐỐI",
  concat: "GHÉP",
  length: "SỐ_KÝ_TỰ",
  slice: "CẮT",
  starts_with: "BẮT_ĐẦU_BẰNG",
  ends_with: "KẾT_THÚC_BẰNG",
  fold: "BỎ_DẤU",
  number: "SỐ",
  today: "HÔM_NAY",
  age: "TUỔI",
  days_between: "SỐ_NGÀY",
  months_between: "SỐ_THÁNG",
  workdays_between: "SỐ_NGÀY_LÀM_VIỆC",
  workday_add: "THÊM_NGÀY_LÀM_VIỆC",
  date_add: "THÊM_THỜI_GIAN",
  year: "NĂM",
  month: "THÁNG",
  day: "NGÀY",
  weekday: "THỨ",
};

/** How each is used, for the list that completes what is typed. */
export const USES: Readonly<Partial<Record<OperatorKey, string>>> = {
  if: "NẾU(điều kiện; giá trị khi đúng; giá trị khi sai)",
  coalesce: "câu trả lời đầu tiên không trống",
  between: "TRONG_KHOẢNG(giá trị; từ; đến)",
  in: "THUỘC(câu hỏi; lựa chọn 1; lựa chọn 2…)",
  contains: "CÓ_CHỌN(câu nhiều lựa chọn; lựa chọn)",
  empty: "đúng khi câu chưa có câu trả lời",
  filled: "đúng khi câu đã có câu trả lời",
  any: "CÓ_MỤC([Nhóm]; điều kiện của một mục)",
  all: "MỌI_MỤC([Nhóm]; điều kiện của từng mục)",
  sum: "TỔNG([Nhóm]; số của từng mục) hoặc TỔNG(a; b; c)",
  count: "ĐẾM([Nhóm]), ĐẾM([Nhóm]; điều kiện), ĐẾM([Câu nhiều lựa chọn])",
  round: "LÀM_TRÒN(số; số chữ số lẻ)",
  slice: "CẮT(văn bản; bắt đầu từ 0; số ký tự)",
  fold: "chữ thường không dấu, để so sánh dễ tính",
  number: "số viết trong một văn bản",
  age: "TUỔI([Ngày sinh]) hoặc TUỔI([Ngày sinh]; vào ngày)",
  days_between: "SỐ_NGÀY(từ ngày; đến ngày)",
  workdays_between: "SỐ_NGÀY_LÀM_VIỆC(từ ngày; đến ngày), theo lịch của cơ quan",
  workday_add: "THÊM_NGÀY_LÀM_VIỆC(ngày; số ngày làm việc)",
  date_add: 'THÊM_THỜI_GIAN(ngày; số; "days" | "months" | "years")',
  weekday: "1 là thứ Hai, 7 là Chủ nhật",
};

export const WORDS = { true: "ĐÚNG", false: "SAI", null: "TRỐNG" } as const;

export const PROFILE_NAMES: Readonly<Record<string, string>> = {
  full_name: "họ_tên",
  birth_date: "ngày_sinh",
  sex: "giới_tính",
  personal_number: "số_định_danh",
  phone: "điện_thoại",
  email: "thư_điện_tử",
  address: "nơi_ở",
  assurance: "mức_định_danh",
};

export const PART_NAMES: Readonly<Record<string, string>> = {
  province: "tỉnh",
  commune: "xã",
  detail: "chi_tiết",
};

export function functionName(op: string): string {
  return (NAMES as Readonly<Record<string, string | undefined>>)[op] ?? op;
}

const byName = new Map<string, OperatorKey>(
  OPERATORS.flatMap((op) => [
    [op, op],
    [fold(NAMES[op]), op],
  ]),
);

/** The operator meant, in either language, with or without tone marks. */
export const functionNamed = (name: string): OperatorKey | undefined => byName.get(fold(name));

const profiles = new Map(
  Object.entries(PROFILE_NAMES).flatMap(([key, name]) => [
    [key, key],
    [fold(name), key],
  ]),
);
const parts = new Map(Object.entries(PART_NAMES).map(([key, name]) => [name, key]));

export const profileNamed = (name: string): string | undefined => profiles.get(fold(name));
/** Not folded: a table may well have a column with the key `xa`. */
export const partNamed = (name: string): string => parts.get(name.normalize("NFC")) ?? name;
