import type { GeneratorChoice } from '../../electron/contract/index.ts';
import { useWords } from '../i18n/index.ts';
import { go, useConnection, useHealth, useSettings } from '../state/index.ts';
import { Dot, toneOf } from '../ui/index.ts';
import styles from './TruthLine.module.css';

/** A file's name without folder and ending; an endpoint's model by its name. */
function modelName(generator: GeneratorChoice): string | null {
  if (generator.kind === 'none') return null;
  if (generator.kind === 'endpoint') return generator.model;
  return (generator.path.split(/[\\/]/).at(-1) ?? '').replace(/\.gguf$/i, '');
}

const isLoopback = (url: string): boolean => /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/.test(url);

/** The truth at a glance: does text leave the machine, how far is the index, which model answers; a dot for each service. */
export function TruthLine() {
  const { t, format } = useWords();
  const health = useHealth((state) => state.health);
  const settings = useSettings((state) => state.settings);
  const active = health?.index?.embedders.find((embedder) => embedder.active);
  const generator = settings?.generator ?? { kind: 'none' };
  const remote = settings?.allowRemoteEndpoint === true && generator.kind === 'endpoint' && !isLoopback(generator.baseUrl);
  const name = modelName(generator);
  const lost = useConnection(({ state }) => state === 'lost');
  const known = [
    remote ? t('app.truth.remote') : t('app.truth.offline'),
    ...(active ? [t('app.truth.index', { percent: format.percent(active.coverage) })] : []),
    name === null ? t('app.truth.noModel') : t('app.truth.model', { name }),
  ];
  const words = lost ? [t('app.truth.lost')] : known;
  return (
    <button type="button" className={styles.line} title={words.join(' · ')} aria-label={`${words.join(' · ')}. ${t('app.truth.open')}`} onClick={() => go({ screen: 'health' })}>
      <span className={styles.dots}>
        {health?.services.map((service) => (
          <Dot key={service.name} tone={lost ? 'idle' : toneOf(service.state)} />
        ))}
      </span>
      {/* Two words of one thing stay in one line. */}
      <span className={styles.text}>{words.map((word) => word.replaceAll(' ', '\u00a0')).join(' · ')}</span>
    </button>
  );
}
