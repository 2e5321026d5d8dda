import type { ReactNode } from "react";
import type { Problem } from "../facts.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { jumpTo } from "../app/jump.ts";
import { adviceFor } from "./advice.ts";

/** What is not right yet, why it matters, and the way there. It stays open while one mends. */
export function ProblemsPanel(): ReactNode {
  const { store } = useDesk();
  const isOpen = useDesigner((state) => state.showsProblems);
  const problems = useDesigner((state) => state.facts.problems);
  const isSaved = useDesigner((state) => state.pending.length === 0);
  const isChecked = useDesigner((state) => state.facts.is_checked);
  if (!isOpen) {
    return null;
  }
  return (
    <section className="mcd-problems-panel" aria-label={t("Kiểm tra dịch vụ")}>
      <div className="mcd-pane-head">
        <h2 className="mcd-pane-title">{t("Kiểm tra dịch vụ")}</h2>
        <p className="mcd-help" role="status">
          {isSaved ? t("Tự kiểm tra lại sau mỗi lần lưu.") : t("Đang lưu và kiểm tra lại…")}
        </p>
        <button
          type="button"
          className="mcd-tool"
          onClick={() => {
            store.set({ showsProblems: false });
          }}
        >
          {t("Đóng")}
        </button>
      </div>
      {problems.length === 0 ? (
        <p>{isChecked ? t("Không có lỗi nào. Có thể gửi duyệt.") : t("Đang kiểm tra…")}</p>
      ) : (
        <ProblemList problems={problems} />
      )}
    </section>
  );
}

/** Each problem with its explanation and a button that leads to its place. */
export function ProblemList({ problems }: { problems: readonly Problem[] }): ReactNode {
  const parts: [string, readonly Problem[]][] = [
    [t("Phải sửa trước khi công bố"), problems.filter((each) => each.severity === "error")],
    [t("Nên xem lại"), problems.filter((each) => each.severity === "warning")],
  ];
  return parts
    .filter(([, list]) => list.length > 0)
    .map(([title, list]) => (
      <section key={title}>
        <h3>
          {title} ({list.length})
        </h3>
        <ul className="mcd-problems">
          {list.slice(0, MOST_SHOWN).map((problem, index) => (
            <ProblemLine key={`${problem.path}-${problem.code}-${index}`} problem={problem} />
          ))}
        </ul>
        {list.length > MOST_SHOWN && (
          <p className="mcd-help">
            {t("và {count} chỗ nữa. Sửa những chỗ trên trước.", {
              count: list.length - MOST_SHOWN,
            })}
          </p>
        )}
      </section>
    ));
}

const MOST_SHOWN = 100;

function ProblemLine({ problem }: { problem: Problem }): ReactNode {
  const { store } = useDesk();
  const problems = useDesigner((state) => state.facts.problems);
  const isHere = useDesigner((state) => state.facts.problems[state.problemAt] === problem);
  const advice = adviceFor(problem);
  return (
    <li className={isHere ? "mcd-problem--here" : undefined}>
      <div>
        <p className={problem.severity === "error" ? "mcd-problem-line" : "mcd-warning-line"}>
          <Icon name={problem.severity === "error" ? "warning" : "info"} /> {problem.message}
        </p>
        {advice !== "" && <p className="mcd-help">{advice}</p>}
      </div>
      <button
        type="button"
        className="button button-small button-secondary"
        onClick={() => {
          store.set({ problemAt: problems.indexOf(problem) });
          jumpTo(store, problem.path);
        }}
      >
        {t("Tới chỗ này")}
      </button>
    </li>
  );
}
