// Our models as Voilà's front end sees them, where the page itself shows them and Voilà only foreign widgets.
import { WidgetModel } from '@jupyter-widgets/base';

export { WidgetModel as AppModel, WidgetModel as InputModel };
