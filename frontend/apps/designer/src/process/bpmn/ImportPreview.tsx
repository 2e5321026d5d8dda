import type { ReactNode } from "react";
import { t } from "../../i18n.ts";
import { Icon } from "../../inputs/icons.tsx";
import { useDesigner, useDesk } from "../../store/hooks.ts";
import type { Explained, Imported } from "../../store/process.ts";
import { Picture } from "../Picture.tsx";

/** What a file would make of the process, told before anything is changed. */
export function ImportPreview({
  imported,
  onDone,
}: {
  imported: Imported;
  onDone: () => void;
}): ReactNode {
  const { store } = useDesk();
  const count = useDesigner((state) => state.document.process.steps.length);
  const { counts, process, explained, problems, words } = imported;
  function apply(): void {
    const said = t("Lấy quy trình từ tệp BPMN");
    if (store.edit(imported.operations, { words: said })) {
      store.set({ processView: "draw", stepId: process.steps[0]?.id ?? "" });
      store.say(t("Đã lấy {count} bước từ tệp.", { count: process.steps.length }), {
        canUndo: true,
      });
      onDone();
    }
  }
  return (
    <section className="mcd-import" aria-label={t("Xem trước tệp BPMN")} data-import-preview>
      <h3>{t("Trong tệp: {name}", { name: imported.name })}</h3>
      <p>
        {t("Đọc được {steps} bước từ {elements} phần tử.", {
          steps: counts.steps,
          elements: counts.elements,
        })}
      </p>
      <Picture steps={process.steps} selected="" onSelect={() => undefined} />
      <ExplainedTable explained={explained} />
      {problems.length > 0 && (
        <>
          <h4>{t("Còn phải sửa sau khi nhập")}</h4>
          <ul>
            {problems.map((problem, index) => (
              <li key={index} className="mcd-warning-line">
                {problem.message}
              </li>
            ))}
          </ul>
        </>
      )}
      <details className="mcd-more">
        <summary>{t("Đọc thành lời")}</summary>
        {words.map((line, index) => (
          <p key={index}>{line}</p>
        ))}
      </details>
      <div className="mcd-acts">
        <button type="button" className="button" data-apply-import onClick={apply}>
          <Icon name="check" />{" "}
          {count === 0
            ? t("Dùng quy trình này")
            : t("Thay {count} bước đang có bằng quy trình này", { count })}
        </button>
        <button type="button" className="button button-secondary" onClick={onDone}>
          {t("Thôi, giữ nguyên")}
        </button>
      </div>
    </section>
  );
}

function ExplainedTable({ explained }: { explained: readonly Explained[] }): ReactNode {
  if (explained.length === 0) {
    return <p>{t("Mọi phần tử trong tệp đều chạy được.")}</p>;
  }
  const fates: Readonly<Record<Explained["fate"], string>> = {
    changed: t("đổi thành"),
    left_out: t("bỏ ra"),
    text: t("giữ làm ghi chú"),
  };
  return (
    <table className="mcd-step-table">
      <caption>{t("Những phần tử không chạy y nguyên")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("Phần tử")}</th>
          <th scope="col">{t("Loại")}</th>
          <th scope="col">{t("Thành gì")}</th>
          <th scope="col">{t("Vì sao")}</th>
        </tr>
      </thead>
      <tbody>
        {explained.map((each, index) => (
          <tr key={`${index}-${each.element_id}`}>
            <td>{each.name === "" ? each.element_id : each.name}</td>
            <td>{each.kind_name}</td>
            <td>
              {fates[each.fate]} {each.became}
            </td>
            <td>{each.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
