import { useId, useState, type ReactNode } from "react";
import { numberOf, Row } from "../../inputs/inputs.tsx";

interface Props {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/** A number asked for by a screen that changes nothing, so whoever may look may type. */
export function NumberBox({ label, value, min, max, onChange }: Props): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Row id={id} label={label}>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step="any"
        required
        value={typed ?? String(value)}
        onChange={(event) => {
          setTyped(event.target.value);
          const number = numberOf(event.target.value, { min, max, whole: false });
          if (number !== undefined && number !== null) onChange(number);
        }}
        onBlur={() => {
          setTyped(null);
        }}
      />
    </Row>
  );
}
