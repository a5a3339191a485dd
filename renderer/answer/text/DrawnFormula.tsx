/** A formula drawn by the browser from MathML; this file and its library are fetched with the first formula. */
import { useMemo } from 'react';
import { drawFormula } from './mathml.ts';
import css from './answer.module.css';

interface DrawnFormulaProps {
  tex: string;
  /** The TeX with its delimiters: what is shown where it cannot be drawn. */
  source: string;
  display: boolean;
}

export default function DrawnFormula({ tex, source, display }: DrawnFormulaProps) {
  const drawn = useMemo(() => drawFormula(tex, display), [tex, display]);
  if (drawn === null) return <code>{source}</code>;
  return (
    <span className={display ? css.formulaLine : css.formula} data-testid="formula">
      {drawn}
    </span>
  );
}
