import type { ReactNode } from "react";
import type { Field } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { pick, type Words } from "../model/text.ts";
import { optionsOf } from "../words/rules.ts";

const MOST_OPTIONS = 8;

/** What the citizen answers in, drawn but not working; the preview works. */
export function Sketch({ field }: { field: Field }): ReactNode {
  const config = field.config;
  if (field.calculate !== null) {
    return <div className="mcd-box mcd-box--short">{t("Tự tính")}</div>;
  }
  switch (field.type) {
    case "heading":
      return null;
    case "divider":
      return <hr />;
    case "page_break":
      return <p className="mcd-face-hint">{t("Khi in: sang tờ mới từ đây")}</p>;
    case "picture":
      return (
        <p className="mcd-note mcd-note--plain">
          {t("Ảnh: {name}", {
            name: (typeof config["source"] === "string" && config["source"]) || t("chưa chọn"),
          })}
        </p>
      );
    case "declaration":
      return <Declaration config={config} />;
    case "callout":
    case "rich_text":
    case "explanation":
      return (
        <p
          className={`mcd-note mcd-note--${typeof config["style"] === "string" ? config["style"] : "plain"}`}
        >
          {plain(pick(config["body"] as Words | undefined)) || t("Chưa có nội dung")}
        </p>
      );
    case "single_choice":
    case "multiple_choice":
      return config["display"] === "select" ? (
        <div className="mcd-box mcd-box--select">{t("Chọn…")}</div>
      ) : (
        <Options field={field} />
      );
    case "yes_no":
      return (
        <Marks
          labels={[
            pick(config["yes"] as Words | undefined) || t("Có"),
            pick(config["no"] as Words | undefined) || t("Không"),
          ]}
          kind="round"
        />
      );
    case "date":
    case "partial_date":
      return (
        <div className="mcd-date">
          {[t("Ngày"), t("Tháng"), t("Năm")].map((part) => (
            <span key={part}>
              {part}
              <span className="mcd-box" />
            </span>
          ))}
        </div>
      );
    case "address":
      return (
        <div className="mcd-stack">
          {[t("Tỉnh, thành phố"), t("Xã, phường, đặc khu"), t("Số nhà, đường, thôn")].map(
            (part) => (
              <span key={part}>
                {part}
                <span className="mcd-box" />
              </span>
            ),
          )}
        </div>
      );
    case "long_text":
      return <div className="mcd-box mcd-box--tall" />;
    case "file":
      return <div className="mcd-box mcd-box--file">{t("Chọn tệp hoặc chụp ảnh")}</div>;
    case "group":
      return null;
    case "number":
    case "decimal":
    case "percentage":
    case "money":
      return (
        <div className="mcd-with-unit">
          <span className="mcd-box mcd-box--short" />{" "}
          {field.type === "money" ? t("đồng") : pick(config["unit"] as Words | undefined)}
        </div>
      );
    default:
      return (
        <div
          className={
            field.type === "short_text" && config["width"] !== "short"
              ? "mcd-box"
              : "mcd-box mcd-box--medium"
          }
        />
      );
  }
}

function Declaration({ config }: { config: Field["config"] }): ReactNode {
  const tick = pick(config["tick"] as Words | undefined);
  return (
    <>
      {pick(config["body"] as Words | undefined)}
      <Marks labels={[tick || t("Tôi cam đoan điều trên là đúng")]} kind="square" />
    </>
  );
}

/** Words of a text that may be HTML: the canvas draws no markup of anybody's. */
const plain = (text: string): string => text.replaceAll(/<[^<>]*>/gu, " ").trim();

function Options({ field }: { field: Field }): ReactNode {
  const options = optionsOf(field);
  const more = options.length - MOST_OPTIONS;
  return (
    <>
      <Marks
        labels={options.slice(0, MOST_OPTIONS).map((option) => option.label)}
        kind={field.type === "single_choice" ? "round" : "square"}
      />
      {more > 0 && <p className="mcd-face-hint">{t("và {count} lựa chọn nữa", { count: more })}</p>}
    </>
  );
}

function Marks({
  labels,
  kind,
}: {
  labels: readonly string[];
  kind: "round" | "square";
}): ReactNode {
  return (
    <ul className="mcd-marks">
      {labels.map((label, index) => (
        <li key={`${index}-${label}`} className={`mcd-marks-${kind}`}>
          {label}
        </li>
      ))}
    </ul>
  );
}
