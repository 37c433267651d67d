#include "provisioning/tree.h"

#include "core/bytes.h"
#include "xml/document.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::provisioning;

namespace {

Result<Characteristic> read(std::string_view inside)
{
    const std::string text =
        "<wap-provisioningdoc version=\"1.1\">" + std::string(inside) + "</wap-provisioningdoc>";
    const auto document = xml::parse(bytes_of(text)).value();
    return read_tree(document.root());
}

std::string complaint(std::string_view document)
{
    const auto parsed = xml::parse(bytes_of(document)).value();
    return read_tree(parsed.root()).error().message;
}

std::string complaint_inside(std::string_view inside)
{
    return read(inside).error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tree_test)

BOOST_AUTO_TEST_CASE(reads_parms_and_characteristics_in_any_order)
{
    const auto tree =
        read("<characteristic type='A'>\n<parm name='x' value='1' datatype='integer'/>"
             "<characteristic type='B'/><parm name='flag'/></characteristic>")
            .value();
    const auto* a = tree.find_child("A");
    BOOST_REQUIRE(a != nullptr);
    BOOST_TEST(a->find_parm("x")->value.value() == "1");
    BOOST_TEST(a->find_parm("x")->datatype.value() == "integer");
    BOOST_TEST(!a->find_parm("flag")->value.has_value());
    BOOST_TEST((a->find_child("B") != nullptr));
    BOOST_TEST((a->find_child("b") == nullptr));
    BOOST_TEST(require_value(*a, "x", "A").value() == "1");
    BOOST_TEST(require_value(*a, "flag", "A").error().message == "A has no flag");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_document)
{
    BOOST_TEST(complaint("<provisioning version='1.1'/>") ==
               "the root is 'provisioning', not a wap-provisioningdoc");
    BOOST_TEST(complaint("<wap-provisioningdoc xmlns='urn:x' version='1.1'/>") ==
               "the root is '{urn:x}wap-provisioningdoc', not a wap-provisioningdoc");
    BOOST_TEST(complaint("<wap-provisioningdoc/>") ==
               "the wap-provisioningdoc has version '', not 1.1");
}

BOOST_AUTO_TEST_CASE(refuses_what_breaks_the_grammar)
{
    BOOST_TEST(complaint_inside("<parm value='1'/>") ==
               "/wap-provisioningdoc/parm: a parm has no name");
    BOOST_TEST(complaint_inside("<characteristic/>") ==
               "/wap-provisioningdoc/characteristic: a characteristic has no type");
    BOOST_TEST(complaint_inside("<node/>") == "'node' is neither a characteristic nor a parm");
    BOOST_TEST(complaint_inside("<characteristic type='A'>text</characteristic>") ==
               "text between the parms of 'A'");
    BOOST_TEST(complaint_inside("<parm name='a'>1</parm>") ==
               "/wap-provisioningdoc/parm: the parm a is not empty");
    BOOST_TEST(complaint_inside("<characteristic type='A'><parm name='a'/><parm name='a'/>"
                                "</characteristic>") == "A has the parm a twice");
}

BOOST_AUTO_TEST_SUITE_END()
