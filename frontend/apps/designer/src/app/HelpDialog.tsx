import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { Dialog } from "./Dialog.tsx";
import { tabsOf } from "./shortcuts.ts";

export function HelpDialog(): ReactNode {
  const desk = useDesk();
  const { store } = desk;
  const isOpen = useDesigner((state) => state.dialog === "help");
  const keys: [string, string][] = [
    [`Alt + 1 … ${tabsOf(desk).length}`, t("Sang các thẻ ở đầu trang")],
    ["Alt + N", t("Tới ô thêm câu hỏi")],
    ["Alt + O", t("Tới mục lục")],
    ["Ctrl + F", t("Tìm trong tờ khai, không cần gõ dấu")],
    ["↑ ↓ Home End", t("Trong mục lục: chọn mục trước, mục sau, đầu, cuối")],
    ["Enter", t("Trong mục lục: sang phần thiết lập của mục đang chọn")],
    ["Alt + ↑, Alt + ↓", t("Đưa mục đang chọn lên, xuống (qua cả trang khác)")],
    ["Shift + ↑, Shift + ↓", t("Trong mục lục: chọn thêm các câu liền nhau")],
    [t("Phím cách"), t("Trong mục lục: chọn thêm hoặc bỏ chọn một câu")],
    ["Ctrl + A", t("Trong mục lục: chọn mọi câu của trang")],
    [
      "Ctrl + C, Ctrl + X, Ctrl + V",
      t("Sao chép, cắt, dán câu hỏi hoặc trang, cả sang dịch vụ khác"),
    ],
    ["Alt + S", t("Nhân đôi mục đang chọn")],
    ["Delete", t("Trong mục lục: xóa mục đang chọn")],
    ["Ctrl + Z", t("Hoàn tác")],
    ["Ctrl + Shift + Z", t("Làm lại")],
    ["Alt + X", t("Xem thử, rồi quay lại soạn")],
    ["F8, Shift + F8", t("Tới lỗi kế tiếp, lỗi trước")],
    ["Alt + L", t("Mở, đóng bảng kiểm tra")],
    ["?", t("Mở trang trợ giúp này")],
  ];
  return (
    <Dialog
      title={t("Trợ giúp")}
      isOpen={isOpen}
      onClose={() => {
        store.set({ dialog: null });
      }}
    >
      <p>
        {t(
          "Mọi thay đổi được lưu ngay, không cần bấm nút lưu. Sửa nhầm thì bấm “Hoàn tác”, bao nhiêu lần cũng được, kể cả hôm sau.",
        )}
      </p>
      <p>{t("Người dân chỉ thấy thay đổi sau khi bạn gửi duyệt và một người khác công bố.")}</p>
      <table className="mcd-keys">
        <caption>{t("Phím tắt")}</caption>
        <tbody>
          {keys.map(([key, words]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
