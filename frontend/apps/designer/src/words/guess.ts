import { fold } from "../model/text.ts";

const GUESSES: readonly (readonly [RegExp, string])[] = [
  [/\b(ngay|thang|nam sinh|thoi diem)\b/u, "date"],
  [/\b(dinh danh|can cuoc|cccd|cmnd)\b/u, "personal_number"],
  [/\b(dien thoai|di dong|sdt)\b/u, "phone"],
  [/\b(email|e-mail|thu dien tu)\b/u, "email"],
  [/\b(tep|ban chup|ban scan|anh chup|dinh kem|tai len)\b/u, "file"],
  [/\b(dia chi|noi o|noi cu tru|thuong tru|tam tru|que quan|noi sinh)\b/u, "address"],
  [/\b(so tien|gia tri|thu nhap|muc thu)\b/u, "money"],
  [/\b(so luong|so ban|may ban|bao nhieu|dien tich|so nguoi)\b/u, "number"],
  [/(\bkhong\s*\?$|\bco khong\b|^co )/u, "yes_no"],
  [/\b(gioi tinh|loai|hinh thuc|quan he|chon mot)\b/u, "single_choice"],
  [/\b(nhung|cac muc|chon nhieu)\b/u, "multiple_choice"],
  [/\b(danh sach|tung nguoi|thanh vien)\b/u, "group"],
  [/\b(ly do|noi dung|mo ta|trinh bay|ghi chu|y kien)\b/u, "long_text"],
  [/\b(luu y|huong dan|giai thich)\b/u, "explanation"],
];

/** The type a question of this name most likely needs. */
export function guessType(label: string): string {
  const plain = fold(label);
  return GUESSES.find(([pattern]) => pattern.test(plain))?.[1] ?? "short_text";
}
