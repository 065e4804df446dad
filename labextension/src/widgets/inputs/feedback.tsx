import './buttongroup.css';

import { useRef } from 'react';

import { classes, type ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';
import { moveFocus } from './buttongroup';

type Kind = 'thumbs' | 'faces' | 'stars';
type Rating = { value: number; says: string; icon?: string };

const face = (name: string, says: string, value: number) => ({ value, says, icon: `:material/${name}:` });

const RATINGS: { [kind in Kind]: Rating[] } = {
  thumbs: [face('thumb_up', 'Thumbs up', 1), face('thumb_down', 'Thumbs down', 0)],
  faces: [
    face('sentiment_sad', 'Very unhappy', 0),
    face('sentiment_dissatisfied', 'Unhappy', 1),
    face('sentiment_neutral', 'Neutral', 2),
    face('sentiment_satisfied', 'Happy', 3),
    face('sentiment_very_satisfied', 'Very happy', 4)
  ],
  stars: [1, 2, 3, 4, 5].map(count => ({ value: count - 1, says: `${count} out of 5 stars` }))
};

/** A rating: what one presses a second time is taken back. */
export function Feedback({ node }: ElementProps<InputProps & { options: Kind }>) {
  const [rating = null, setRating] = useInput<number | null>(node);
  const row = useRef<HTMLDivElement>(null);
  const { options, disabled } = node.props;
  const isOn = (value: number) =>
    rating !== null && (options === 'stars' ? value <= rating : value === rating);
  return (
    <div className="stFeedback" data-testid="stFeedback">
      <div
        ref={row}
        className="st-ratings"
        role="radiogroup"
        aria-label="Rating"
        onKeyDown={event => moveFocus(event, row.current!)}
      >
        {RATINGS[options].map(({ value, says, icon }) => (
          // biome-ignore lint/a11y/useSemanticElements: a native radio cannot be taken back
          <button
            key={value}
            type="button"
            className={classes(isOn(value) && 'st-on')}
            role="radio"
            aria-checked={rating === value}
            aria-label={says}
            disabled={disabled}
            data-testid={`stFeedbackButton${isOn(value) ? 'Active' : ''}`}
            onClick={() => setRating(rating === value ? null : value)}
          >
            {icon ? <Icon name={icon} /> : <Star />}
          </button>
        ))}
      </div>
    </div>
  );
}

function Star() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z" />
    </svg>
  );
}
