#include "xml/canonical.h"

#include "core/file.h"
#include "xml/document.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::xml;

namespace {

std::string file(const std::string& name)
{
    return read_file(std::string(MDM_VECTORS) + "/xml/" + name).value();
}

std::string canonical_of(const std::string& text)
{
    const auto document = parse(bytes_of(text)).value();
    return canonical(document.root());
}

/// Of the first element inside the root.
std::string inner_of(const std::string& text)
{
    const auto document = parse(bytes_of(text)).value();
    return canonical(document.root().children().front());
}

} // namespace

BOOST_AUTO_TEST_SUITE(canonical_test)

BOOST_AUTO_TEST_CASE(everything_that_may_differ_is_made_the_same)
{
    BOOST_TEST(canonical_of(file("canonical-in.xml")) == file("canonical-out.xml"));
    BOOST_TEST(canonical_of("<a>1<!-- 2 -->3</a>") == "<a>13</a>");
}

BOOST_AUTO_TEST_CASE(line_ends_and_white_space_are_as_xml_reads_them)
{
    BOOST_TEST(canonical_of("<a b='1\r\n2\t3'>\r\n x\ry</a>") == "<a b=\"1 2 3\">\n x\ny</a>");
}

BOOST_AUTO_TEST_CASE(an_element_inside_stands_as_if_it_were_alone)
{
    BOOST_TEST(inner_of("<r xmlns='urn:d' xmlns:b='urn:b' xmlns:c='urn:c'><b:x c:y='1'><z/></b:x>"
                        "</r>") ==
               "<b:x xmlns:b=\"urn:b\" xmlns:c=\"urn:c\" c:y=\"1\"><z xmlns=\"urn:d\"></z></b:x>");
    BOOST_TEST(inner_of("<r><x/></r>") == "<x></x>");
}

BOOST_AUTO_TEST_SUITE_END()
