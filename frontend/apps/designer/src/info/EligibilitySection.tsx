import type { ReactNode } from "react";
import type { EligibilityOption, EligibilityQuestion } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { CheckInput, SelectInput, TextInput, WordsInput } from "../inputs/inputs.tsx";
import { freeName, newId } from "../model/copies.ts";
import { update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useEdit, useEditable } from "../store/hooks.ts";
import { ListSection } from "./ListSection.tsx";

/** Questions before the form: is this the right service at all? */
export function EligibilitySection(): ReactNode {
  const questions = useDesigner((state) => state.document.eligibility);
  return (
    <>
      <p className="mcd-help">
        {t(
          "Hỏi trước khi khai, để người dân biết có đúng thủ tục không. Câu trả lời không được lưu. Không cần thì để trống.",
        )}
      </p>
      <ListSection
        what="eligibility"
        path="eligibility"
        items={questions}
        noun={t("câu hỏi điều kiện")}
        nameOf={(question) => pick(question.text)}
        blank={blankQuestion}
      >
        {(question) => <QuestionFields question={question} earlier={before(questions, question)} />}
      </ListSection>
    </>
  );
}

function before(
  questions: readonly EligibilityQuestion[],
  question: EligibilityQuestion,
): readonly EligibilityQuestion[] {
  return questions.slice(0, questions.indexOf(question));
}

function blankOption(value: string, label: string, fits: boolean): EligibilityOption {
  return {
    value,
    label: label === "" ? {} : { vi: label },
    fits,
    reason: {},
    advice: {},
    service: "",
  };
}

function blankQuestion(): EligibilityQuestion {
  return {
    id: newId("elg"),
    text: {},
    help: {},
    asked_after: {},
    options: [blankOption("co", t("Có"), true), blankOption("khong", t("Không"), false)],
  };
}

interface QuestionProps {
  question: EligibilityQuestion;
  earlier: readonly EligibilityQuestion[];
}

function QuestionFields({ question, earlier }: QuestionProps): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const { id, options } = question;
  function change(set: Partial<EligibilityQuestion>, key?: string): void {
    const words = t("Sửa câu hỏi điều kiện");
    edit(
      [update("eligibility", id, set)],
      key === undefined ? { words } : { words, key: `${id}.${key}` },
    );
  }
  return (
    <>
      <WordsInput
        label={t("Câu hỏi")}
        value={question.text}
        onChange={(text) => {
          change({ text }, "text");
        }}
      />
      <WordsInput
        label={t("Lời hướng dẫn dưới tên")}
        lines={2}
        value={question.help}
        onChange={(help) => {
          change({ help }, "help");
        }}
      />
      {earlier.length > 0 && <AskedAfter question={question} earlier={earlier} onChange={change} />}
      <ol className="mcd-options">
        {options.map((option, index) => (
          <OptionFields
            key={option.value}
            option={option}
            number={index + 1}
            onChange={(next, key) => {
              const at = { options: options.with(index, next) };
              change(at, key === undefined ? undefined : `${option.value}.${key}`);
            }}
            onRemove={() => {
              change({ options: options.toSpliced(index, 1) });
            }}
          />
        ))}
      </ol>
      {editable && options.length < 20 && (
        <button
          type="button"
          className="button button-small button-secondary"
          onClick={() => {
            const value = freeName(
              "lua_chon",
              options.map((each) => each.value),
            );
            change({ options: [...options, blankOption(value, "", true)] });
          }}
        >
          <Icon name="plus" /> {t("Thêm lựa chọn")}
        </button>
      )}
    </>
  );
}

interface AfterProps extends QuestionProps {
  onChange: (set: Partial<EligibilityQuestion>) => void;
}

/** Only asked after a certain answer to an earlier question. */
function AskedAfter({ question, earlier, onChange }: AfterProps): ReactNode {
  const [first] = Object.entries(question.asked_after);
  const value = first === undefined ? "" : `${first[0]}=${first[1]}`;
  return (
    <SelectInput
      label={t("Hỏi khi nào")}
      value={value}
      choices={[
        ["", t("Luôn hỏi")],
        ...earlier.flatMap((other) =>
          other.options.map(
            (option) =>
              [
                `${other.id}=${option.value}`,
                t("Khi “{question}” là “{answer}”", {
                  question: pick(other.text),
                  answer: pick(option.label),
                }),
              ] as const,
          ),
        ),
      ]}
      onChange={(chosen) => {
        const [other, answer] = chosen.split("=");
        onChange({
          asked_after: other === undefined || answer === undefined ? {} : { [other]: answer },
        });
      }}
    />
  );
}

interface OptionProps {
  option: EligibilityOption;
  number: number;
  onChange: (option: EligibilityOption, key?: string) => void;
  onRemove: () => void;
}

function OptionFields({ option, number, onChange, onRemove }: OptionProps): ReactNode {
  const editable = useEditable();
  return (
    <li className="mcd-option">
      <WordsInput
        label={t("Lựa chọn {number}", { number })}
        value={option.label}
        onChange={(label) => {
          onChange({ ...option, label }, "label");
        }}
      />
      <CheckInput
        label={t("Trả lời thế này thì khai tiếp được")}
        value={option.fits}
        onChange={(fits) => {
          onChange({ ...option, fits });
        }}
      />
      {!option.fits && (
        <>
          <WordsInput
            label={t("Vì sao không đúng thủ tục này")}
            lines={2}
            value={option.reason}
            onChange={(reason) => {
              onChange({ ...option, reason }, "reason");
            }}
          />
          <WordsInput
            label={t("Người dân nên làm gì, đi đâu")}
            lines={2}
            value={option.advice}
            onChange={(advice) => {
              onChange({ ...option, advice }, "advice");
            }}
          />
          <TextInput
            label={t("Địa chỉ của dịch vụ đúng, nếu có")}
            help={t("Phần cuối trên thanh địa chỉ, ví dụ dang-ky-khai-sinh")}
            maxLength={100}
            value={option.service}
            onChange={(service) => {
              const slug = service.toLowerCase().replaceAll(/[^a-z0-9-]/gu, "");
              if (/^([a-z0-9]+(-[a-z0-9]+)*)?$/u.test(slug)) {
                onChange({ ...option, service: slug }, "service");
              }
            }}
          />
        </>
      )}
      {editable && (
        <button type="button" className="mcd-link mcd-danger" onClick={onRemove}>
          {t("Xóa lựa chọn {number}", { number })}
        </button>
      )}
    </li>
  );
}
