import './navigation.css';

import { Icon } from '../parts/icon';
import { OutsideAnchor, PageAnchor } from './link';

export interface LogoProps {
  size: 'small' | 'medium' | 'large';
  /** Where it leads; without one, to the page that the app begins with. */
  link?: string;
  /** Pictures by their addresses, or symbols. */
  image?: string;
  symbol?: string;
  icon_image?: string;
  icon_symbol?: string;
}

/** The app's logo, in its sidebar or where that is closed. */
export function Logo({ logo, closed }: { logo: LogoProps; closed: boolean }) {
  const small = closed && (logo.icon_image ?? logo.icon_symbol) !== undefined;
  const image = small ? logo.icon_image : logo.image;
  const symbol = small ? logo.icon_symbol : logo.symbol;
  const name = closed ? 'stHeaderLogo' : 'stSidebarLogo';
  const picture =
    image === undefined ? (
      <span
        className={`${name} stLogo`}
        data-testid={name}
        data-size={logo.size}
        role="img"
        aria-label="Logo"
      >
        <Icon name={symbol ?? ''} />
      </span>
    ) : (
      <img className={`${name} stLogo`} data-testid={name} data-size={logo.size} src={image} alt="Logo" />
    );
  const look = { className: 'stLogoLink', testId: 'stLogoLink', children: picture };
  return logo.link ? <OutsideAnchor {...look} url={logo.link} /> : <PageAnchor {...look} path="" />;
}
