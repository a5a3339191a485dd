/** A formula of an answer: its TeX until it can be drawn, and where it never can. */
import { lazy, Suspense } from 'react';

const DrawnFormula = lazy(() => import('./DrawnFormula.tsx'));

interface FormulaProps {
  tex: string;
  source: string;
  kind: string;
}

export function Formula({ tex, source, kind }: FormulaProps) {
  const written = <code>{source}</code>;
  if (kind === 'open') return written;
  return (
    <Suspense fallback={written}>
      <DrawnFormula tex={tex} source={source} display={kind === 'display'} />
    </Suspense>
  );
}
