// The table of all elements: one line a type. Heavy ones are lazy: they load when one is first shown.
import { lazy } from 'react';

import { Block } from './blocks/block';
import { ChatMessage } from './blocks/chat';
import { Column, Columns } from './blocks/columns';
import { DialogBlock } from './blocks/dialog';
import { Empty } from './blocks/empty';
import { Expander } from './blocks/expander';
import { Form } from './blocks/form';
import { Grid, GridCell } from './blocks/grid';
import { Popover } from './blocks/popover';
import { Tab, Tabs } from './blocks/tabs';
import { register } from './elements';
import { Alert } from './elements/alert';
import { Celebration } from './elements/celebration';
import { Code } from './elements/code';
import { Exception } from './elements/exception';
import { Heading } from './elements/heading';
import { Help } from './elements/help';
import { HtmlElement } from './elements/html';
import { Images } from './elements/image';
import { JsonElement } from './elements/json';
import { PointMap } from './elements/map';
import { Markdown } from './elements/markdown';
import { Metric } from './elements/metric';
import { PageLink } from './elements/page_link';
import { PageNotFound } from './elements/page_not_found';
import { Progress } from './elements/progress';
import { Skeleton } from './elements/skeleton';
import { Space } from './elements/space';
import { Spinner } from './elements/spinner';
import { Table } from './elements/table';
import { Text } from './elements/text';
import { Toast } from './elements/toast';
import { VegaChart } from './elements/vega';
import { Widget } from './elements/widget';
import { Button, DownloadButton, LinkButton } from './inputs/button';
import { ButtonGroup } from './inputs/buttongroup';
import { ChatInput } from './inputs/chat';
import { DateInput } from './inputs/date';
import { Feedback } from './inputs/feedback';
import { MenuButton } from './inputs/menubutton';
import { NumberInput } from './inputs/number';
import { Pagination } from './inputs/pagination';
import { Radio } from './inputs/radio';
import { SelectSlider, Slider } from './inputs/slider';
import { TextArea, TextInput } from './inputs/text';
import { Tick } from './inputs/tick';

// blocks
register('block', Block, 'layout');
register('chat_message', ChatMessage, 'layout');
register('columns', Columns, 'layout');
register('column', Column, 'none');
register('dialog', DialogBlock, 'none');
register('empty', Empty, 'none');
register('expander', Expander, 'layout');
register('form', Form, 'layout');
register('fragment', Block, 'layout');
register('grid', Grid, 'layout');
register('grid_cell', GridCell, 'none');
register('popover', Popover, 'layout');
register('status', Expander, 'layout');
register('tabs', Tabs, 'layout');
register('tab', Tab, 'none');

// display
register('alert', Alert);
register('balloons', Celebration, 'none');
register('caption', Markdown);
register('code', Code);
register('divider', Markdown);
register('exception', Exception);
register('heading', Heading);
register('help', Help);
register('html', HtmlElement);
register('latex', Markdown);
register('markdown', Markdown);
register('page_link', PageLink);
register('page_not_found', PageNotFound);
register('progress', Progress);
register('skeleton', Skeleton);
register('snow', Celebration, 'none');
register('space', Space);
register('spinner', Spinner);
register('text', Text);
register('toast', Toast, 'none');
register('widget', Widget);

// charts, maps, pictures
register(
  'bokeh_chart',
  lazy(() => import('./elements/bokeh'))
);
register(
  'graphviz_chart',
  lazy(() => import('./elements/graphviz'))
);
register('image', Images);
register('map', PointMap);
register(
  'plotly_chart',
  lazy(() => import('./elements/plotly'))
);
register(
  'pydeck_chart',
  lazy(() => import('./elements/pydeck'))
);
register('vega_lite_chart', VegaChart);

// data
const Dataframe = lazy(() => import('./elements/dataframe/grid'));
register('data_editor', Dataframe);
register('dataframe', Dataframe);
register('json', JsonElement);
register('metric', Metric);
register('table', Table);

// inputs
register(
  'audio_input',
  lazy(() => import('./inputs/audio'))
);
register('button', Button);
register(
  'camera_input',
  lazy(() => import('./inputs/camera'))
);
register('chat_input', ChatInput);
register('checkbox', Tick);
register(
  'color_picker',
  lazy(() => import('./inputs/color'))
);
register('date_input', DateInput);
register(
  'datetime_input',
  lazy(() => import('./inputs/datetime'))
);
register('download_button', DownloadButton);
register('feedback', Feedback);
register(
  'file_uploader',
  lazy(() => import('./inputs/fileuploader'))
);
register('form_submit_button', Button);
register('link_button', LinkButton);
register(
  'multiselect',
  lazy(() => import('./inputs/multiselect'))
);
register('menu_button', MenuButton);
register('number_input', NumberInput);
register('pagination', Pagination);
register('pills', ButtonGroup);
register('radio', Radio);
register('segmented_control', ButtonGroup);
register('select_slider', SelectSlider);
register(
  'selectbox',
  lazy(() => import('./inputs/selectbox'))
);
register('slider', Slider);
register('text_area', TextArea);
register('text_input', TextInput);
register(
  'time_input',
  lazy(() => import('./inputs/time'))
);
register('toggle', Tick);
