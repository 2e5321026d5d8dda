import { memo, useMemo, useState, type ReactNode } from "react";
import { jumpTo } from "../app/jump.ts";
import { Chunks } from "../form/Chunks.tsx";
import { t } from "../i18n.ts";
import { fold } from "../model/text.ts";
import { useDesigner, useDesk, useEdit, useEditable } from "../store/hooks.ts";
import { isMissing, textsOf, translated, type TextEntry } from "./texts.ts";

/** Every text of the service, Vietnamese and English side by side. */
export function WordsTab(): ReactNode {
  const document = useDesigner((state) => state.document);
  const texts = textsOf(document);
  const [query, setQuery] = useState("");
  // Ids, not a live test: a line must not vanish while its first letter is typed.
  const [onlyMissing, setOnlyMissing] = useState<ReadonlySet<string> | null>(null);
  const missing = texts.filter((entry) => isMissing(entry, "en"));
  const shown = useMemo(() => {
    const wanted = fold(query);
    return texts.filter(
      (entry) =>
        (onlyMissing === null || onlyMissing.has(entry.id)) &&
        (wanted === "" ||
          fold(`${entry.area} ${entry.label} ${Object.values(entry.words).join(" ")}`).includes(
            wanted,
          )),
    );
  }, [texts, query, onlyMissing]);
  const areas = useMemo(() => firstOfArea(shown), [shown]);
  return (
    <div className="mcd-sheet mcd-words-tab">
      <h2>{t("Bản dịch tiếng Anh")}</h2>
      <p role="status">
        {missing.length === 0
          ? t("Đã dịch đủ {count} chỗ.", { count: texts.length })
          : t("Còn thiếu {missing} trên {count} chỗ.", {
              missing: missing.length,
              count: texts.length,
            })}
      </p>
      <progress
        className="mcd-progress"
        max={Math.max(texts.length, 1)}
        value={texts.length - missing.length}
        aria-label={t("Phần đã dịch")}
      />
      <div className="mcd-words-tools">
        <input
          type="search"
          aria-label={t("Tìm trong bản dịch")}
          placeholder={t("Tìm, không cần gõ dấu")}
          value={query}
          autoComplete="off"
          onChange={(event) => {
            setQuery(event.target.value);
          }}
        />
        <label className="mcd-look-check">
          <input
            type="checkbox"
            checked={onlyMissing !== null}
            onChange={(event) => {
              setOnlyMissing(
                event.target.checked ? new Set(missing.map((entry) => entry.id)) : null,
              );
            }}
          />
          {t("Chỉ hiện chỗ còn thiếu")}
        </label>
      </div>
      <div className="mcd-words-head" aria-hidden="true">
        <strong>{t("Tiếng Việt")}</strong>
        <strong>{t("Tiếng Anh")}</strong>
      </div>
      <Chunks items={shown} idOf={(entry) => entry.id} estimate={92} size={30} keep="">
        {(entry) => (
          <WordsLine key={entry.id} entry={entry} heading={areas.has(entry.id) ? entry.area : ""} />
        )}
      </Chunks>
      {shown.length === 0 && <p className="mcd-empty">{t("Không có chỗ nào khớp.")}</p>}
    </div>
  );
}

function firstOfArea(entries: readonly TextEntry[]): ReadonlySet<string> {
  let last = "";
  const first = new Set<string>();
  for (const entry of entries) {
    if (entry.area !== last) {
      first.add(entry.id);
      last = entry.area;
    }
  }
  return first;
}

interface LineProps {
  entry: TextEntry;
  heading: string;
}

const WordsLine = memo(
  function WordsLine({ entry, heading }: LineProps): ReactNode {
    const { store } = useDesk();
    const edit = useEdit();
    const disabled = !useEditable();
    function write(language: string, text: string): void {
      // Written on what stands now: the entry this line was drawn from may be older.
      const current = textsOf(store.state.document).find((each) => each.id === entry.id);
      edit([translated(current ?? entry, language, text)], {
        words: t("Dịch “{label}”", { label: entry.label }),
        key: `words.${entry.id}`,
      });
    }
    return (
      <>
        {heading !== "" && <h3>{heading}</h3>}
        <div
          className={`mcd-words-line${isMissing(entry, "en") ? " mcd-words-line--missing" : ""}`}
        >
          <p className="mcd-help">
            {entry.label}{" "}
            <button
              type="button"
              className="mcd-link"
              onClick={() => {
                jumpTo(store, entry.path);
              }}
            >
              {t("Tới chỗ này")}
            </button>
          </p>
          {(["vi", "en"] as const).map((language) => (
            <textarea
              key={language}
              lang={language}
              rows={entry.isLong ? 3 : 1}
              disabled={disabled}
              maxLength={entry.isLong ? 20_000 : 500}
              value={entry.words[language] ?? ""}
              aria-label={
                language === "vi"
                  ? t("{label}, tiếng Việt", { label: entry.label })
                  : t("{label}, tiếng Anh", { label: entry.label })
              }
              onChange={(event) => {
                write(language, event.target.value);
              }}
            />
          ))}
        </div>
      </>
    );
  },
  (before, after) =>
    before.heading === after.heading &&
    before.entry.id === after.entry.id &&
    before.entry.words === after.entry.words &&
    before.entry.label === after.entry.label,
);
