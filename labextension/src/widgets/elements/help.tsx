import './text.css';

import type { ElementProps } from '../elements';

type Member = { name: string; type: string; value?: string; doc?: string };
type HelpProps = { name?: string; type: string; value: string; doc: string; members: Member[] };

export function Help({ node }: ElementProps<HelpProps>) {
  const { name, type, value, doc, members } = node.props;
  return (
    <div className="stHelp" data-testid="stHelp">
      <div className="st-help-head">
        {name && <code data-testid="stHelpName">{name}</code>}
        <span data-testid="stHelpType">{type}</span>
        <code data-testid="stHelpValue">{value}</code>
      </div>
      <div className="st-help-doc" data-testid="stHelpDoc">
        {doc}
      </div>
      {members.length > 0 && (
        <table data-testid="stHelpMembersTable">
          <tbody>
            {members.map(member => (
              <tr key={member.name} data-testid="stHelpMember">
                <th scope="row">
                  <code>{member.name}</code>
                </th>
                <td className="st-help-type">{member.type}</td>
                <td>{member.value === undefined ? member.doc : <code>{member.value}</code>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
