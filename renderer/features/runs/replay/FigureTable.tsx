import type { RunDetail } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { differenceOf, figuresOf } from '../figures.ts';
import styles from '../Runs.module.css';

/** Figures of two runs, and by how much the second differs. */
export function FigureTable({ a, b }: { a: RunDetail; b: RunDetail }) {
  const { t, format } = useWords();
  const before = new Map(figuresOf(t, format, a).map((figure) => [figure.name, figure]));
  const after = new Map(figuresOf(t, format, b).map((figure) => [figure.name, figure]));
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => (before.get(name)?.shown ?? after.get(name)?.shown ?? null) !== null);
  return (
    <section>
      <h3 className={styles.heading}>{t('runs.compare.figures')}</h3>
      <div className={styles.frame}>
        <table className={styles.figures}>
          <thead>
            <tr>
              <th scope="col">{t('runs.figures')}</th>
              <th scope="col">{t('runs.compare.original')}</th>
              <th scope="col">{t('runs.compare.replay')}</th>
              <th scope="col">{t('runs.compare.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{before.get(name)?.shown ?? '–'}</td>
                <td>{after.get(name)?.shown ?? '–'}</td>
                <td>{differenceOf(before.get(name), after.get(name))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
