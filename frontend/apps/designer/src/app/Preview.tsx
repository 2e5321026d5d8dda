import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { useDesigner } from "../store/hooks.ts";

/** The portal's own page of the saved draft, at the width of a phone or a desktop. */
export function Preview({ width }: { width: "phone" | "desktop" }): ReactNode {
  const preview = useDesigner((state) => state.facts.preview);
  const revision = useDesigner((state) => state.facts.revision);
  const pageId = useDesigner((state) => state.pageId);
  const isSaved = useDesigner((state) => state.pending.length === 0);
  if (preview === "" || pageId === "") {
    return <p className="mcd-empty">{t("Chưa có trang nào để xem thử.")}</p>;
  }
  return (
    <div className="mcd-preview">
      <p className="mcd-help">
        {isSaved
          ? t("Đây là trang người dân sẽ thấy. Gõ thử thoải mái, không có gì được gửi đi.")
          : t("Đang lưu, bản xem thử sẽ mới ngay…")}
      </p>
      <div className={`mcd-device mcd-device--${width}`}>
        <iframe
          key={`${revision}-${pageId}`}
          title={t("Xem thử tờ khai")}
          src={`${preview}${pageId}/`}
        />
      </div>
    </div>
  );
}
