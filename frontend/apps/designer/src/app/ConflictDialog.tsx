import type { ReactNode } from "react";
import { clock, t } from "../i18n.ts";
import { indexOf } from "../model/index.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import type { Difference } from "../store/merge.ts";
import { attributeLabel, valueWords } from "../words/attributes.ts";
import { nameOf } from "../words/rules.ts";
import { Dialog } from "./Dialog.tsx";

/** Two people at one part: nothing is lost before the author has chosen. */
export function ConflictDialog(): ReactNode {
  const { saver } = useDesk();
  const conflict = useDesigner((state) => state.conflict);
  if (conflict === null) {
    return null;
  }
  const { fresh, clashes, kept } = conflict;
  const isLocked = fresh.status === "in_review";
  return (
    <Dialog
      title={isLocked ? t("Bản nháp vừa được gửi duyệt") : t("Hai người cùng sửa một chỗ")}
      isOpen
      mustChoose
      onClose={() => undefined}
    >
      <p>
        {isLocked
          ? t("{name} đã gửi duyệt lúc {time}. Những việc sau của bạn chưa được lưu:", {
              name: fresh.updated_by_name,
              time: clock(fresh.updated_at),
            })
          : t("{name} đã lưu lúc {time}, đúng chỗ bạn đang sửa. Bạn chọn giữ bản nào?", {
              name: fresh.updated_by_name,
              time: clock(fresh.updated_at),
            })}
      </p>
      <ul>
        {clashes.map((each, index) => (
          <li key={`${index}-${each.words}`}>
            {each.words}
            <Differences list={each.differences} name={fresh.updated_by_name} />
          </li>
        ))}
      </ul>
      {kept > 0 && (
        <p>{t("{count} việc khác của bạn không vướng gì và được giữ.", { count: kept })}</p>
      )}
      <div className="mcd-acts">
        {!isLocked && (
          <button type="button" className="button" onClick={() => void saver.settle(true)}>
            {t("Giữ bản của tôi")}
          </button>
        )}
        <button
          type="button"
          className="button button-secondary"
          onClick={() => void saver.settle(false)}
        >
          {isLocked
            ? t("Lấy bản mới nhất, bỏ việc của tôi")
            : t("Giữ bản của {name}", { name: fresh.updated_by_name })}
        </button>
      </div>
    </Dialog>
  );
}

function Differences({ list, name }: { list: readonly Difference[]; name: string }): ReactNode {
  const fields = useDesigner((state) => indexOf(state.base).fieldsById);
  const shown = list.filter((each) => each.attribute !== "");
  if (shown.length === 0) {
    return list.length > 0 ? (
      <p className="mcd-help">{t("Phần này {name} đã xóa hoặc đã chuyển đi.", { name })}</p>
    ) : null;
  }
  return (
    <table className="mcd-compare">
      <thead>
        <tr>
          <td />
          <th scope="col">{t("Của bạn")}</th>
          <th scope="col">{t("Của {name}", { name })}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((each) => {
          const field = fields.get(each.id);
          return (
            <tr key={`${each.id}-${each.attribute}`}>
              <th scope="row">
                {field === undefined ? "" : `“${nameOf(field)}”, `}
                {attributeLabel(each.attribute)}
              </th>
              <td>{valueWords(each.mine)}</td>
              <td>{valueWords(each.theirs)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
