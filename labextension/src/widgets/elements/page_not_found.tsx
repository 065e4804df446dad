import './status.css';
import '../navigation/navigation.css';

import type { ElementProps } from '../elements';
import { PageAnchor } from '../navigation/link';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';

type NotFoundProps = {
  path: string;
  /** The title of the page that the app begins with. */
  title_html: string;
};

/** The address names no page of the app: what stands below is the first one. */
export function PageNotFound({ node }: ElementProps<NotFoundProps>) {
  const { path, title_html: title } = node.props;
  return (
    <div className="stAlert st-not-found" data-testid="stPageNotFound" role="alert">
      <div className="stAlertContainer st-alert-warning">
        <Icon name=":material/explore_off:" />
        <div>
          <div className="st-alert-title">Page not found</div>
          <p>This app has no page “{path}”. Below is the page that it begins with.</p>
          <PageAnchor className="st-nav-link" testId="stPageNotFoundLink" path="">
            <span>
              Go to <Html inline html={title} />
            </span>
          </PageAnchor>
        </div>
      </div>
    </div>
  );
}
