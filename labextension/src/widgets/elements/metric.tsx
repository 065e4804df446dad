import '../style/data.css';
import { classes, type ElementProps, heightOf } from '../elements';
import { formatNumber } from '../parts/format';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';
import { Tooltip } from '../parts/tooltip';
import type { Size } from '../wire';

type MetricProps = {
  label_html: string;
  help_html?: string;
  label_visibility?: 'visible' | 'hidden' | 'collapsed';
  icon?: string;
  value: number | string;
  delta?: number | string;
  delta_html?: string;
  arrow?: 'up' | 'down';
  color: string;
  format?: string;
  border?: boolean;
  height?: Size;
  chart?: (number | null)[];
  chart_type: 'line' | 'bar' | 'area';
};

const inWords = (value: number | string, format?: string) =>
  typeof value === 'number' ? (format ? formatNumber(value, format) : String(value)) : value;

export function Metric({ node }: ElementProps<MetricProps>) {
  const { value, delta, delta_html: description, color, format, border, height, chart } = node.props;
  return (
    <div
      className={classes('stMetric', border && 'st-bordered', `st-metric-${color}`)}
      data-testid="stMetric"
      style={{ height: heightOf(height) }}
    >
      <MetricLabel props={node.props} />
      <div className="stMetricValue" data-testid="stMetricValue">
        {inWords(value, format)}
      </div>
      {(delta !== undefined || description) && (
        <div className="st-metric-change">
          {delta !== undefined && (
            <div className="stMetricDelta" data-testid="stMetricDelta">
              <Arrow to={node.props.arrow} />
              {inWords(delta, format)}
            </div>
          )}
          {description && <Html inline html={description} className="st-metric-description" />}
        </div>
      )}
      {chart && chart.length > 0 && <Spark values={chart} type={node.props.chart_type} />}
    </div>
  );
}

function MetricLabel({ props }: { props: MetricProps }) {
  const { label_html: html, help_html: help, label_visibility: visibility = 'visible', icon } = props;
  return (
    <div className={classes('stMetricLabel', `st-label-${visibility}`)} data-testid="stMetricLabel">
      {icon && <Icon name={icon} />}
      <Html inline html={html} />
      {help && visibility === 'visible' && <Tooltip html={help} />}
    </div>
  );
}

function Arrow({ to }: { to?: 'up' | 'down' | undefined }) {
  if (!to) {
    return null;
  }
  const testId = to === 'up' ? 'stMetricDeltaIcon-Up' : 'stMetricDeltaIcon-Down';
  return <Icon name={`:material/arrow_${to}ward:`} testId={testId} />;
}

const [WIDTH, HEIGHT] = [100, 40];

/** A small chart; gaps stay gaps. */
function Spark({ values, type }: { values: (number | null)[]; type: MetricProps['chart_type'] }) {
  const numbers = values.filter(value => value !== null);
  const low = Math.min(...numbers, ...(type === 'line' ? [] : [0]));
  const high = Math.max(...numbers, ...(type === 'line' ? [] : [0]));
  const y = (value: number) => HEIGHT * (1 - (value - low) / (high - low || 1));
  return (
    <svg
      className={`st-spark st-spark-${type}`}
      data-testid="stMetricChart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {type === 'bar' ? (
        <Bars values={values} y={y} />
      ) : (
        <Line values={values} y={y} fill={type === 'area'} />
      )}
    </svg>
  );
}

type Scale = (value: number) => number;

function Bars({ values, y }: { values: (number | null)[]; y: Scale }) {
  const step = WIDTH / values.length;
  return values.map((value, at) => {
    const [from, to] = [y(0), y(value ?? 0)];
    const place = { x: at * step + step * 0.3, y: Math.min(from, to), width: step * 0.4 };
    return <rect key={at} {...place} height={Math.max(0.5, Math.abs(to - from))} />;
  });
}

function Line({ values, y, fill }: { values: (number | null)[]; y: Scale; fill: boolean }) {
  const step = WIDTH / Math.max(1, values.length - 1);
  let pen = 'M';
  const path = values.map((value, at) => {
    const to = value === null ? '' : `${pen}${at * step} ${y(value)}`;
    pen = value === null ? 'M' : 'L';
    return to;
  });
  const line = path.join('');
  return (
    <>
      {fill && <path className="st-spark-fill" d={`${line}L${WIDTH} ${y(0)}L0 ${y(0)}Z`} />}
      <path d={line} />
    </>
  );
}
