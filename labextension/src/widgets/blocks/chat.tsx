import '../inputs/chat.css';

import { Children, classes, type ElementProps } from '../elements';
import { type Picture, useAddress } from '../elements/image';
import { Icon } from '../parts/icon';

type Role = 'user' | 'assistant';
type MessageProps = { name: string; role?: Role; icon?: string; picture?: Picture };

/** A message of a chat, beside a picture of who says it. */
export function ChatMessage({ id, node, store }: ElementProps<MessageProps>) {
  const { name } = node.props;
  const byUser = name === 'user' || name === 'human';
  return (
    <div className={classes('stChatMessage', byUser && 'st-user')} data-testid="stChatMessage">
      <Avatar {...node.props} />
      {/* biome-ignore lint/a11y/useSemanticElements: it is no group of form fields */}
      <div
        className="stChatMessageContent"
        data-testid="stChatMessageContent"
        role="group"
        aria-label={`Chat message from ${name}`}
      >
        <div className="stVerticalBlock st-block" data-testid="stVerticalBlock">
          <Children id={id} node={node} store={store} />
        </div>
      </div>
    </div>
  );
}

const FACES = { user: ':material/face:', assistant: ':material/smart_toy:' };
const NAMES = { user: 'stChatMessageAvatarUser', assistant: 'stChatMessageAvatarAssistant' };

function Avatar({ name, role, icon, picture }: MessageProps) {
  const address = useAddress(picture?.blob, picture?.mime) ?? picture?.url;
  const symbol = role ? FACES[role] : icon;
  return (
    <div
      className={classes('st-avatar', role && `st-${role}`)}
      data-testid={role ? NAMES[role] : 'stChatMessageAvatarCustom'}
      aria-hidden="true"
    >
      {symbol ? <Icon name={symbol} /> : picture ? address && <img src={address} alt="" /> : initial(name)}
    </div>
  );
}

/** The first letter, even where it takes two code units. */
const initial = (name: string) => [...name][0]?.toUpperCase();
