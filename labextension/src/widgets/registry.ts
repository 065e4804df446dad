// The table of all elements: one line a type. Heavy ones are lazy: they load when one is first shown.
import { Block } from './blocks/block';
import { Column, Columns } from './blocks/columns';
import { Empty } from './blocks/empty';
import { Expander } from './blocks/expander';
import { Form } from './blocks/form';
import { Tab, Tabs } from './blocks/tabs';
import { register } from './elements';
import { Images } from './elements/image';
import { PointMap } from './elements/map';
import { Markdown } from './elements/markdown';
import { Text } from './elements/text';
import { VegaChart } from './elements/vega';
import { Widget } from './elements/widget';
import { Button } from './inputs/button';

// blocks
register('block', Block, 'layout');
register('columns', Columns, 'layout');
register('column', Column, 'none');
register('empty', Empty, 'none');
register('expander', Expander, 'layout');
register('form', Form, 'layout');
register('tabs', Tabs, 'layout');
register('tab', Tab, 'none');

// display
register('markdown', Markdown);
register('text', Text);
register('widget', Widget);

// charts, maps, pictures
register('image', Images);
register('map', PointMap);
register('vega_lite_chart', VegaChart);

// inputs
register('button', Button);
register('form_submit_button', Button);
