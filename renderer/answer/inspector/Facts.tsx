/** Names and values of the inspector: what was searched, how it was written, how long it took. */
import type { GenerationStats, Timings } from '../../../electron/contract/index.ts';
import { useWords, type Translate } from '../../i18n/index.ts';
import { en } from '../../i18n/en/index.ts';
import css from './inspector.module.css';

export function Facts({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function GenerationFacts({ stats }: { stats: GenerationStats }) {
  const { t, format } = useWords();
  const facts: [string, string][] = [
    [t('chat.inspector.model'), stats.model],
    [t('chat.inspector.promptTokens'), `${format.number(stats.promptTokens, 0)} (${t('chat.inspector.reusedTokens')} ${format.number(stats.reusedTokens, 0)})`],
    [t('chat.inspector.outputTokens'), format.number(stats.outputTokens, 0)],
    [t('chat.inspector.promptVersion'), stats.promptVersion],
  ];
  if (stats.firstTokenMs !== null) facts.push([t('chat.inspector.firstToken'), t('chat.inspector.milliseconds', { value: format.number(stats.firstTokenMs, 0) })]);
  if (stats.tokensPerSecond !== null) facts.push([t('chat.inspector.speed'), t('chat.inspector.tokensPerSecond', { value: format.number(stats.tokensPerSecond) })]);
  return (
    <section>
      <h3>{t('chat.inspector.generation')}</h3>
      <Facts facts={facts} />
    </section>
  );
}

export function TimingFacts({ timings }: { timings: Timings }) {
  const { t, format } = useWords();
  const steps = Object.entries(timings);
  if (steps.length === 0) return null;
  return (
    <section>
      <h3>{t('chat.inspector.timings')}</h3>
      <Facts facts={steps.map(([step, milliseconds]) => [stepName(step, t), t('chat.inspector.milliseconds', { value: format.number(milliseconds, milliseconds < 10 ? 1 : 0) })])} />
    </section>
  );
}

type KnownStep = keyof typeof en.chat.inspector.steps;

const isKnown = (step: string): step is KnownStep => Object.hasOwn(en.chat.inspector.steps, step);

/** A step that has no words yet keeps its own name. */
function stepName(step: string, t: Translate): string {
  return isKnown(step) ? t(`chat.inspector.steps.${step}`) : step;
}
