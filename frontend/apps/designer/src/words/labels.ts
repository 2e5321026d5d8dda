import { t } from "../i18n.ts";
import { pick, type Words } from "../model/text.ts";

const TYPE_HINTS: Readonly<Record<string, string>> = {
  address: "Tỉnh, xã và số nhà, chọn từ danh mục",
  date: "Ngày, tháng, năm",
  email: "Địa chỉ thư điện tử, kiểm tra cách viết",
  explanation: "Đoạn chữ để người dân đọc, không trả lời",
  file: "Người dân chụp hoặc chọn tệp để gửi",
  group: "Nhiều người, nhiều mục: hỏi lặp lại từng dòng",
  long_text: "Ô rộng để viết nhiều dòng",
  money: "Số tiền bằng đồng",
  multiple_choice: "Đánh dấu một hoặc nhiều ô",
  number: "Số bản, số người, diện tích…",
  personal_number: "12 chữ số, tự kiểm tra",
  phone: "Số điện thoại Việt Nam, tự kiểm tra",
  short_text: "Một dòng chữ: họ tên, nơi cấp…",
  single_choice: "Chọn đúng một câu trả lời",
  yes_no: "Trả lời Có hoặc Không",
};

export function typeHint(type: string): string {
  return t(TYPE_HINTS[type] ?? "");
}

const SETTINGS: Readonly<Record<string, string>> = {
  commune_required: "Phải chọn xã, phường",
  detail_required: "Phải ghi số nhà, đường",
  detail_max_length: "Số chữ tối đa của số nhà, đường",
  partial: "Cho phép chỉ ghi năm, hoặc tháng và năm",
  when: "Thời gian được phép",
  "date.min": "Không sớm hơn ngày",
  "date.max": "Không muộn hơn ngày",
  is_birth_date: "Đây là ngày sinh",
  body: "Nội dung để người dân đọc",
  style: "Cách trình bày",
  kinds: "Loại tệp được nhận",
  max_size_mb: "Mỗi tệp lớn nhất (MB)",
  max_count: "Số tệp nhiều nhất",
  min_rows: "Ít nhất bao nhiêu dòng",
  max_rows: "Nhiều nhất bao nhiêu dòng",
  row_label: "Gọi mỗi dòng là",
  min_length: "Ít nhất bao nhiêu chữ",
  max_length: "Nhiều nhất bao nhiêu chữ",
  rows: "Chiều cao ô (dòng)",
  min: "Nhỏ nhất",
  max: "Lớn nhất",
  decimals: "Số chữ số sau dấu phẩy",
  unit: "Đơn vị (viết sau ô)",
  options: "Các lựa chọn",
  min_selected: "Phải chọn ít nhất",
  max_selected: "Được chọn nhiều nhất",
  birth_field: "So với ngày sinh ở câu",
  sex_field: "So với giới tính ở câu",
  belongs_to_applicant: "Là số của chính người nộp",
  allow_old_id: "Nhận cả số chứng minh nhân dân cũ (9 số)",
  mobile_only: "Chỉ nhận số di động",
  form: "Kiểu chữ",
  autocomplete: "Trình duyệt tự điền",
  width: "Độ rộng ô",
  display: "Cách hiện",
  yes: "Chữ cho “Có”",
  no: "Chữ cho “Không”",
};

/** Words that come in several languages, in the page's. */
export function spoken(words: Words | undefined): string {
  return words?.[document.documentElement.lang.slice(0, 2)] ?? pick(words);
}

export function settingLabel(type: string, key: string): string {
  return t(SETTINGS[`${type}.${key}`] ?? SETTINGS[key] ?? key);
}

const VALUES: Readonly<Record<string, string>> = {
  any: "Bất kỳ ngày nào",
  past: "Trước hôm nay",
  today_or_past: "Hôm nay hoặc trước đó",
  today_or_future: "Hôm nay hoặc sau đó",
  future: "Sau hôm nay",
  plain: "Chữ thường",
  inset: "Có vạch bên trái",
  warning: "Cảnh báo",
  details: "Gấp lại, bấm để đọc",
  pdf: "PDF",
  image: "Ảnh",
  word: "Word",
  excel: "Excel",
  free: "Chữ tự do",
  person_name: "Họ tên người",
  digits: "Chỉ chữ số",
  tax_code: "Mã số thuế",
  passport: "Số hộ chiếu",
  short: "Ngắn",
  medium: "Vừa",
  full: "Cả dòng",
  radio: "Các nút chọn",
  select: "Danh sách thả xuống",
};

export function valueLabel(value: string): string {
  return t(VALUES[value] ?? value);
}

const PREFILLS: Readonly<Record<string, string>> = {
  full_name: "Họ và tên",
  birth_date: "Ngày sinh",
  sex: "Giới tính",
  personal_number: "Số định danh cá nhân",
  phone: "Số điện thoại",
  email: "Thư điện tử",
  address: "Địa chỉ",
};

/** What can be filled in from the account, by type of question. */
export function prefillsFor(type: string): [string, string][] {
  const fitting: Readonly<Record<string, readonly string[]>> = {
    short_text: ["full_name"],
    date: ["birth_date"],
    partial_date: ["birth_date"],
    single_choice: ["sex"],
    personal_number: ["personal_number"],
    tax_code: ["personal_number"],
    phone: ["phone"],
    phone_international: ["phone"],
    email: ["email"],
    email_confirmed: ["email"],
    address: ["address"],
  };
  return (fitting[type] ?? []).map((key) => [key, t(PREFILLS[key] ?? key)]);
}
