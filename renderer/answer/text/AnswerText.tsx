/** The text of an answer, the same while it streams and afterwards. Settled blocks are drawn once. */
import { memo, type ReactNode, useMemo } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { Answer } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { codePoints } from '../../text/index.ts';
import { splitBlocks } from './blocks.ts';
import { Formula } from './Formula.tsx';
import { Marks } from './Mark.tsx';
import { OutsideLink } from './OutsideLink.tsx';
import { pieces, supportSpans, type SupportSpan } from './pieces.ts';
import { coverFormulas, remarkFormulas } from './remarkFormulas.ts';
import { grouped, stretches, type Stretch } from './plain.ts';
import { remarkMarks, remarkPlainMarkdown } from './remarkMarks.ts';
import css from './answer.module.css';

interface AnswerTextProps {
  text: string;
  answer: Answer | null;
}

export function AnswerText({ text, answer }: AnswerTextProps) {
  const known = useMemo(() => new Set(answer?.sources.map((source) => source.number) ?? []), [answer]);
  const spans = useMemo(() => supportSpans(answer?.sentences ?? [], codePoints(text)), [answer, text]);
  const blocks = useMemo(() => splitBlocks(text), [text]);
  // An excerpt is a document's own words: what looks like Markdown in it is none.
  const Block = answer?.mode === 'extractive' ? PlainBlock : MarkdownBlock;
  return (
    <div className={css.text} data-testid="answer-text">
      {blocks.map((block) => (
        <Block key={block.start} text={block.text} offset={block.start} spans={spansWithin(spans, block.start, block.text.length)} known={known} />
      ))}
    </div>
  );
}

interface BlockProps {
  text: string;
  offset: number;
  spans: readonly SupportSpan[];
  known: ReadonlySet<number>;
}

const NONE: readonly SupportSpan[] = [];

function spansWithin(spans: readonly SupportSpan[], offset: number, length: number): readonly SupportSpan[] {
  const inside = spans.filter((span) => span.start < offset + length && span.end > offset);
  return inside.length === 0 ? NONE : inside;
}

const sameSpans = (a: readonly SupportSpan[], b: readonly SupportSpan[]): boolean =>
  a.length === b.length && a.every((span, index) => span.start === b[index]?.start && span.end === b[index]?.end && span.support === b[index]?.support);

const sameNumbers = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => a.size === b.size && [...a].every((number) => b.has(number));

const sameBlock = (a: BlockProps, b: BlockProps): boolean => a.text === b.text && a.offset === b.offset && sameSpans(a.spans, b.spans) && sameNumbers(a.known, b.known);

const MarkdownBlock = memo(function MarkdownBlock({ text, offset, spans, known }: BlockProps) {
  const covered = useMemo(() => coverFormulas(text), [text]);
  return (
    <Markdown remarkPlugins={[remarkGfm, remarkPlainMarkdown, [remarkFormulas, covered.formulas], [remarkMarks, { offset, spans, known }]]} components={COMPONENTS}>
      {covered.text}
    </Markdown>
  );
}, sameBlock);

const PlainBlock = memo(function PlainBlock({ text, offset, spans, known }: BlockProps) {
  const drawn = ({ start, end }: Stretch): ReactNode => <Plain text={text.slice(start, end).trimEnd()} offset={offset + start} spans={spans} known={known} />;
  return grouped(stretches(text)).map((group) => {
    const [first] = group;
    if (first?.kind !== 'point') return group.map((one) => <p key={one.start}>{drawn(one)}</p>);
    return (
      <ul key={first.start}>
        {group.map((one) => (
          <li key={one.start}>{drawn(one)}</li>
        ))}
      </ul>
    );
  });
}, sameBlock);

/** Text without Markdown, with its marks and the signs of its sentences. */
export function Plain({ text, offset, spans, known }: BlockProps) {
  return pieces(text, offset, spans, known).map((piece, index) =>
    piece.kind === 'marks' ? <Marks key={index} {...piece} /> : <Sentence key={index} support={piece.support}>{piece.text}</Sentence>,
  );
}

/** A sentence with a sign says in words what the sign means. */
function Sentence({ support, children }: { support: unknown; children: ReactNode }) {
  const { t } = useWords();
  if (support !== 'weak' && support !== 'unsupported') return children;
  const words = t(`chat.support.${support}`);
  return (
    <span className={css.sentence} data-support={support} title={words}>
      {children}
      <span className="hidden-text"> ({words})</span>
    </span>
  );
}

const COMPONENTS: Components = {
  cite: ({ node: _node, ...props }) => <Marks word={attribute(props, 'data-word')} numbers={attribute(props, 'data-numbers').split(',').map(Number)} stop={attribute(props, 'data-stop')} at={Number(attribute(props, 'data-at'))} />,
  span: ({ node: _node, children, ...props }) => <Sentence support={attribute(props, 'data-support')}>{children}</Sentence>,
  var: ({ node: _node, ...props }) => <Formula tex={attribute(props, 'data-tex')} source={attribute(props, 'data-source')} kind={attribute(props, 'data-kind')} />,
  a: ({ href, children }) => <OutsideLink href={href ?? ''}>{children}</OutsideLink>,
  // Pictures are never loaded: an answer may not reach out of this machine.
  img: ({ alt }) => <ImageName alt={alt ?? ''} />,
  table: ({ children }) => (
    <div className={css.tableFrame}>
      <table>{children}</table>
    </div>
  ),
};

function attribute(props: object, name: string): string {
  const value: unknown = Object.entries(props).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}

function ImageName({ alt }: { alt: string }) {
  const { t } = useWords();
  return <em>[{t('chat.image', { alt: alt === '' ? t('chat.imageNoName') : alt })}]</em>;
}
