import type { FieldTypeFacts } from "../facts.ts";
import { fold } from "../model/text.ts";

/** The first that fits and exists wins; the more special stand before the more general. */
const GUESSES: readonly (readonly [RegExp, string])[] = [
  [/\b(tu ngay.*den ngay|thoi gian tu|khoang thoi gian)\b/u, "date_range"],
  [/\b(may gio|gio hen|gio bat dau|gio ket thuc|luc may gio)\b/u, "time"],
  [/\b(dinh danh|can cuoc|cccd|so giay to tuy than)\b/u, "personal_number"],
  [/\b(cmnd|chung minh nhan dan)\b/u, "old_identity_number"],
  [/\bho chieu\b.*\bso\b|\bso ho chieu\b/u, "passport"],
  [/\b(ma so thue|mst)\b/u, "tax_code"],
  [/\b(ma so|so dang ky|giay) ho kinh doanh\b/u, "household_number"],
  [/\b(ma so doanh nghiep|ma so chi nhanh)\b/u, "enterprise_number"],
  [/\b(tai khoan ngan hang|so tai khoan|stk)\b/u, "bank_account"],
  [/\b(bien so|bien kiem soat)\b/u, "vehicle_plate"],
  [/\b(thua dat|to ban do)\b/u, "land_plot"],
  [/\b(nganh nghe|ma nganh)\b/u, "business_lines"],
  [/\b(toa do|vi tri tren ban do)\b/u, "map_point"],
  [/\b(chu ky|ky ten)\b/u, "signature"],
  [/\b(cam doan|cam ket|dong y)\b/u, "declaration"],
  [/\b(trang web|website|duong dan)\b/u, "url"],
  [/\b(ngay|thang|nam sinh|thoi diem)\b/u, "date"],
  [/\b(dien thoai|di dong|sdt)\b/u, "phone"],
  [/\b(email|e-mail|thu dien tu)\b/u, "email"],
  [/\b(tep|ban chup|ban scan|anh chup|dinh kem|tai len)\b/u, "file"],
  [/\b(dia chi|noi o|noi cu tru|thuong tru|tam tru|que quan|noi sinh)\b/u, "address"],
  [/\b(phan tram|ty le|%)/u, "percentage"],
  [/\b(so tien|gia tri|thu nhap|muc thu)\b/u, "money"],
  [/\b(dien tich|chieu dai|chieu rong|can nang)\b/u, "decimal"],
  [/\b(so luong|so ban|may ban|bao nhieu|dien tich|so nguoi)\b/u, "number"],
  [/(\bkhong\s*\?$|\bco khong\b|\bhay khong\b|^co )/u, "yes_no"],
  [/\b(gioi tinh|loai|hinh thuc|quan he|chon mot|dan toc|quoc tich)\b/u, "single_choice"],
  [/\b(nhung|cac muc|chon nhieu)\b/u, "multiple_choice"],
  [/\b(danh sach|tung nguoi|bang ke)\b|^(cac )?thanh vien\b/u, "group"],
  [/\b(ly do|noi dung|mo ta|trinh bay|ghi chu|y kien)\b/u, "long_text"],
  [/\b(luu y|huong dan|giai thich)\b/u, "explanation"],
];

/** The type a question of this name most likely needs, of those there are. */
export function guessType(label: string, types?: readonly FieldTypeFacts[]): string {
  const plain = fold(label);
  const known = types === undefined ? null : new Set(types.map((type) => type.key));
  const hit = GUESSES.find(
    ([pattern, key]) => pattern.test(plain) && (known === null ? OLDEST.has(key) : known.has(key)),
  );
  return hit?.[1] ?? "short_text";
}

/** Types every installation has. */
const OLDEST: ReadonlySet<string> = new Set([
  "date",
  "personal_number",
  "phone",
  "email",
  "file",
  "address",
  "money",
  "number",
  "yes_no",
  "single_choice",
  "multiple_choice",
  "group",
  "long_text",
  "explanation",
]);
