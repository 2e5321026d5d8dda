import { useMemo, type ReactNode } from "react";
import { jumpTo, openPlace } from "../app/jump.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { problemsById, useDesigner, useDesk } from "../store/hooks.ts";
import { stagesOf, type Stop } from "./stages.ts";

/** The whole service from the first question to the paper in the citizen's hand. */
export function MapTab(): ReactNode {
  const { host } = useDesk();
  const document = useDesigner((state) => state.document);
  const stages = useMemo(
    () => stagesOf(document, new Map(host.roles.map((role) => [role.key, role.label]))),
    [document, host],
  );
  return (
    <div className="mcd-sheet mcd-map-tab">
      <h2>{t("Đường đi của một hồ sơ")}</h2>
      <p className="mcd-help">
        {t(
          "Từ lúc người dân xem có đúng thủ tục không, đến lúc nhận kết quả. Bấm vào ô nào để sửa ô đó.",
        )}
      </p>
      <ol className="mcd-map">
        {stages.map((stage) => (
          <li key={stage.key} className="mcd-stage">
            <h3>{stage.title}</h3>
            <ol className="mcd-stops">
              {stage.stops.map((stop) => (
                <StopCard key={stop.key} stop={stop} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </div>
  );
}

function StopCard({ stop }: { stop: Stop }): ReactNode {
  const { store } = useDesk();
  const problems = useDesigner((state) => state.facts.problems);
  const here = useMemo(
    () =>
      stop.id === ""
        ? problems.filter(
            (each) => each.path === stop.path || each.path.startsWith(`${stop.path}/`),
          )
        : (problemsById(problems).get(stop.id) ?? []),
    [problems, stop.id, stop.path],
  );
  const errors = here.filter((each) => each.severity === "error").length;
  return (
    <li>
      <button
        type="button"
        className={`mcd-stop mcd-stop--${stop.kind}${errors > 0 ? " mcd-stop--problem" : ""}`}
        data-stop={stop.key}
        onClick={() => {
          if (stop.tab === "form") {
            jumpTo(store, stop.path);
          } else {
            openPlace(store, stop.tab, stop.path);
          }
        }}
      >
        <strong>{stop.title}</strong>
        {stop.lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        {stop.condition !== "" && (
          <span className="mcd-rule">{t("Chỉ khi {rule}", { rule: stop.condition })}</span>
        )}
        {here.length > 0 && (
          <span className={errors > 0 ? "mcd-problem-line" : "mcd-warning-line"}>
            <Icon name="warning" />{" "}
            {errors > 0
              ? t("{count} lỗi cần sửa", { count: errors })
              : t("{count} lời nhắc", { count: here.length })}
          </span>
        )}
      </button>
    </li>
  );
}
