import type { Problem } from "../facts.ts";
import { t } from "../i18n.ts";

/** Why it matters and what to do, in a sentence; empty where the message says it all. */
const ADVICE: Readonly<Record<string, string>> = {
  no_label: "Câu hỏi không tên thì người dân không biết phải trả lời gì. Gõ tên ở phần thiết lập.",
  no_title: "Tên trang là dòng chữ lớn đầu tiên người dân thấy. Gõ tên trang ở phần thiết lập.",
  no_text: "Chỗ này còn trống. Viết một câu ngắn, dễ hiểu.",
  no_pages: "Mở thẻ Tờ khai và thêm trang đầu tiên.",
  empty_page: "Thêm câu hỏi vào trang, hoặc xóa trang đi.",
  empty_group: "Chọn nhóm rồi thêm câu hỏi vào nhóm, hoặc kéo câu hỏi có sẵn vào.",
  nested_group: "Kéo nhóm bên trong ra ngoài, đặt thẳng trên trang.",
  fields_outside_group:
    "Chỉ nhóm lặp lại mới chứa câu hỏi khác. Đổi kiểu thành nhóm hoặc kéo câu hỏi ra.",
  bad_setting: "Mở phần thiết lập của câu hỏi và sửa ô được nêu.",
  duplicate_key: "Hai câu trùng tên trong dữ liệu thì kết xuất bị lẫn. Sửa ở “Thiết lập thêm”.",
  unknown_field: "Câu được nhắc tới đã bị xóa. Chọn câu khác hoặc bỏ phần nhắc tới nó.",
  later_page:
    "Điều kiện hỏi một câu ở trang sau nên chưa bao giờ có câu trả lời. Chuyển câu đó lên trước.",
  cycle: "Các điều kiện hỏi vòng lẫn nhau nên không câu nào hiện được. Bỏ bớt một điều kiện.",
  not_calculable: "Kiểu này không tự tính được. Đổi sang kiểu số, tiền hoặc chữ.",
  unknown_type: "Kiểu này không còn. Bấm “Đổi kiểu” và chọn kiểu khác.",
  no_legal_basis: "Thu tiền hay đòi giấy tờ phải có căn cứ. Ghi số văn bản và điều khoản.",
  no_steps: "Hồ sơ nộp vào phải có người xử lý. Thêm bước ở thẻ Quy trình.",
  no_way_on: "Người dân dừng ở đây mà không biết đi đâu. Ghi lời chỉ dẫn.",
  no_reason: "Người dân có quyền biết vì sao. Ghi một câu lý do.",
  no_term: "Người dân cần biết bao lâu có kết quả. Ghi thời hạn giải quyết.",
  not_asked: "Giấy tờ này không gắn với câu hỏi nào nên không nộp trực tuyến được.",
  not_a_file: "Chọn một câu hỏi kiểu tệp để nhận giấy tờ này.",
  not_a_number: "Chọn một câu hỏi kiểu số để nhân lên.",
  bad_placeholder:
    "Dấu ngoặc nhọn chỉ dùng để điền câu trả lời. Chép đúng chữ ở “Điền câu trả lời vào giấy”.",
  unknown_placeholder:
    "Chỗ điền này không có trong tờ khai. Chép lại từ “Điền câu trả lời vào giấy”.",
  duplicate_notice: "Một việc chỉ gửi một thông báo. Gộp hai thông báo làm một.",
  no_channel: "Chọn ít nhất một cách để người dân nhận được.",
  shown_missing: "Câu bắt buộc này có lúc không hiện. Xem lại điều kiện.",
};

export function adviceFor(problem: Problem): string {
  return problem.advice ?? t(ADVICE[problem.code] ?? "");
}

/** What a reason for letting a warning stand is filed under. */
export function problemKey(problem: Problem): string {
  return `${problem.path}|${problem.code}`;
}
